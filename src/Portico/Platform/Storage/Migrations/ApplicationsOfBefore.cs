using Microsoft.EntityFrameworkCore.Migrations;

namespace Portico.Platform.Storage.Migrations;

/// <summary>Fills what the migration Applications adds to applications that were there before, whose names were not unique.</summary>
internal static class ApplicationsOfBefore
{
    public static void Fill(MigrationBuilder migration)
    {
        migration.Sql("update application set name_key = lower(trim(name));");
        migration.Sql(
            """
            update application set name = substr(name, 1, 170) || ' ' || id, name_key = lower(trim(substr(name, 1, 170))) || ' ' || id
            where exists (
                select 1 from application other
                where other.organization_id = application.organization_id and other.name_key = application.name_key
                  and other.id < application.id);
            """
        );
    }
}
