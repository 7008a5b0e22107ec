using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portico.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FrontChannelLogout : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "front_channel_logout_names_session",
                table: "open_id_settings",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "front_channel_logout_uri",
                table: "open_id_settings",
                type: "character varying(2048)",
                maxLength: 2048,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "front_channel_logout_names_session",
                table: "open_id_settings");

            migrationBuilder.DropColumn(
                name: "front_channel_logout_uri",
                table: "open_id_settings");
        }
    }
}
