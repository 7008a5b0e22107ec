using Microsoft.EntityFrameworkCore.Migrations;

namespace Portico.Platform.Storage.Migrations;

/// <summary>Fills what the migration Directory adds to users that were there before: their sort key, their numbers, their words.</summary>
internal static class UsersOfBefore
{
    public static void Fill(MigrationBuilder migration)
    {
        migration.Sql(
            """
            update directory_user set name_key = case
                when trim(first_name || ' ' || last_name) = '' then username
                else lower(trim(first_name || ' ' || last_name)) end;
            """
        );
        migration.Sql("update directory_user set search_text = ' ' || username || ' ' || email || ' ' || name_key;");
        migration.Sql(
            """
            update directory_user set uid = numbered.number, gid = numbered.number
            from (
                select organization_id, id, 4999 + row_number() over (partition by organization_id order by id) as number
                from directory_user) as numbered
            where numbered.organization_id = directory_user.organization_id and numbered.id = directory_user.id;
            """
        );
        migration.Sql("update organization_counters set next_posix_number = 5000 + users;");
        migration.Sql("update security_settings set refuses_sequences = true;");
        // A name of several words is found again when the user is next changed.
        migration.Sql(
            """
            insert into user_word (organization_id, word, user_id)
            select distinct organization_id, substr(word, 1, 64), id from (
                select organization_id, id, username as word from directory_user
                union all select organization_id, id, email from directory_user
                union all select organization_id, id, lower(first_name) from directory_user
                union all select organization_id, id, lower(last_name) from directory_user) as words
            where word <> '' and word not like '% %';
            """
        );
    }
}
