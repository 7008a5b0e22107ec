using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portico.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ServiceSources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "catalog_id",
                table: "saml_settings",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "metadata_url",
                table: "saml_settings",
                type: "character varying(2048)",
                maxLength: 2048,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "catalog_id",
                table: "saml_settings");

            migrationBuilder.DropColumn(
                name: "metadata_url",
                table: "saml_settings");
        }
    }
}
