using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portico.Platform.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CertificateWarnings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "peer_certificate_ends_at",
                table: "saml_settings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "peer_certificate_warned_days",
                table: "saml_settings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "warned_days",
                table: "saml_key",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_saml_settings_peer_certificate_ends_at",
                table: "saml_settings",
                column: "peer_certificate_ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_saml_key_not_after",
                table: "saml_key",
                column: "not_after");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_saml_settings_peer_certificate_ends_at",
                table: "saml_settings");

            migrationBuilder.DropIndex(
                name: "ix_saml_key_not_after",
                table: "saml_key");

            migrationBuilder.DropColumn(
                name: "peer_certificate_ends_at",
                table: "saml_settings");

            migrationBuilder.DropColumn(
                name: "peer_certificate_warned_days",
                table: "saml_settings");

            migrationBuilder.DropColumn(
                name: "warned_days",
                table: "saml_key");
        }
    }
}
