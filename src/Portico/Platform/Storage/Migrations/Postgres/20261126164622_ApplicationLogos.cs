using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portico.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ApplicationLogos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "logo_hash",
                table: "application",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "application_logo",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    content_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_logo", x => new { x.organization_id, x.application_id });
                    table.ForeignKey(
                        name: "fk_application_logo_application_organization_id_application_id",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "application_logo");

            migrationBuilder.DropColumn(
                name: "logo_hash",
                table: "application");
        }
    }
}
