using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portico.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OpenIdConnect : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "return_uri",
                table: "saml_logout",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "open_id_grant",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    user_session_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    scopes = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_id_grant", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_open_id_grant_application_organization_id_application_id",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "open_id_key",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    algorithm = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    sealed_key = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    signs_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_id_key", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_open_id_key_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "open_id_logout_notice",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    session_name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_id_logout_notice", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_open_id_logout_notice_application_organization_id_applicati",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "open_id_secret",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ending = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_id_secret", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_open_id_secret_application_organization_id_application_id",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "open_id_settings",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    client_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    authentication = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    client_keys = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    redirect_uris = table.Column<string>(type: "text", nullable: false, defaultValueSql: "''"),
                    post_logout_redirect_uris = table.Column<string>(type: "text", nullable: false, defaultValueSql: "''"),
                    allows_code = table.Column<bool>(type: "boolean", nullable: false),
                    allows_refresh = table.Column<bool>(type: "boolean", nullable: false),
                    allows_client_credentials = table.Column<bool>(type: "boolean", nullable: false),
                    allows_device = table.Column<bool>(type: "boolean", nullable: false),
                    requires_pkce = table.Column<bool>(type: "boolean", nullable: false),
                    requires_pushed_requests = table.Column<bool>(type: "boolean", nullable: false),
                    requires_mfa = table.Column<bool>(type: "boolean", nullable: false),
                    subject_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    algorithm = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    claims = table.Column<string>(type: "text", nullable: false, defaultValueSql: "''"),
                    scopes = table.Column<string>(type: "text", nullable: false, defaultValueSql: "''"),
                    audience = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true),
                    access_token_minutes = table.Column<int>(type: "integer", nullable: false),
                    refresh_token_days = table.Column<int>(type: "integer", nullable: false),
                    initiate_login_uri = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true),
                    back_channel_logout_uri = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true),
                    sealed_pairwise_secret = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_id_settings", x => new { x.organization_id, x.application_id });
                    table.ForeignKey(
                        name: "fk_open_id_settings_application_organization_id_application_id",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "open_id_token",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    grant_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reference_hash = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    redeemed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_id_token", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_open_id_token_application_organization_id_application_id",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_open_id_token_open_id_grant_organization_id_grant_id",
                        columns: x => new { x.organization_id, x.grant_id },
                        principalTable: "open_id_grant",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_open_id_grant_ends_at",
                table: "open_id_grant",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_open_id_grant_organization_id_application_id_user_id",
                table: "open_id_grant",
                columns: new[] { "organization_id", "application_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_id_grant_organization_id_user_id",
                table: "open_id_grant",
                columns: new[] { "organization_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_id_grant_organization_id_user_session_id",
                table: "open_id_grant",
                columns: new[] { "organization_id", "user_session_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_id_logout_notice_due_at",
                table: "open_id_logout_notice",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_open_id_logout_notice_organization_id_application_id",
                table: "open_id_logout_notice",
                columns: new[] { "organization_id", "application_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_id_secret_organization_id_application_id",
                table: "open_id_secret",
                columns: new[] { "organization_id", "application_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_id_token_expires_at",
                table: "open_id_token",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_open_id_token_organization_id_application_id",
                table: "open_id_token",
                columns: new[] { "organization_id", "application_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_id_token_organization_id_grant_id",
                table: "open_id_token",
                columns: new[] { "organization_id", "grant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_id_token_organization_id_reference_hash",
                table: "open_id_token",
                columns: new[] { "organization_id", "reference_hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "open_id_key");

            migrationBuilder.DropTable(
                name: "open_id_logout_notice");

            migrationBuilder.DropTable(
                name: "open_id_secret");

            migrationBuilder.DropTable(
                name: "open_id_settings");

            migrationBuilder.DropTable(
                name: "open_id_token");

            migrationBuilder.DropTable(
                name: "open_id_grant");

            migrationBuilder.DropColumn(
                name: "return_uri",
                table: "saml_logout");
        }
    }
}
