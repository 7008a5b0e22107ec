using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portico.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Applications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "has_second_factor",
                table: "user_session",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "description",
                table: "application",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_suspended",
                table: "application",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "application",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValueSql: "'Saml'");

            migrationBuilder.AddColumn<string>(
                name: "name_key",
                table: "application",
                type: "character varying(800)",
                maxLength: 800,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "application",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            ApplicationsOfBefore.Fill(migrationBuilder);

            migrationBuilder.CreateTable(
                name: "saml_key",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    sealed_key = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    certificate = table.Column<byte[]>(type: "bytea", maxLength: 8000, nullable: false),
                    not_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    signs_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saml_key", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_saml_key_application_organization_id_application_id",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saml_logout",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    initiator_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    initiator_request_id = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    initiator_relay_state = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    remaining = table.Column<string>(type: "text", nullable: false, defaultValueSql: "''"),
                    awaited_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    awaited_request_id = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    is_partial = table.Column<bool>(type: "boolean", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saml_logout", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_saml_logout_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saml_session",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_session_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    session_index = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name_id = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    name_id_format = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saml_session", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_saml_session_application_organization_id_application_id",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_saml_session_user_session_organization_id_user_session_id",
                        columns: x => new { x.organization_id, x.user_session_id },
                        principalTable: "user_session",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saml_settings",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    entity_id = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    acs_endpoints = table.Column<string>(type: "text", nullable: false, defaultValueSql: "''"),
                    slo_url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true),
                    slo_response_url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true),
                    slo_binding = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    signing_certificates = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: true),
                    encryption_certificate = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: true),
                    encryption_methods = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    requires_signed_requests = table.Column<bool>(type: "boolean", nullable: false),
                    signing = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    encrypts_assertions = table.Column<bool>(type: "boolean", nullable: false),
                    name_id_format = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name_id_source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name_id_attribute = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    attributes = table.Column<string>(type: "text", nullable: false, defaultValueSql: "''"),
                    session_minutes = table.Column<int>(type: "integer", nullable: true),
                    requires_mfa = table.Column<bool>(type: "boolean", nullable: false),
                    default_relay_state = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    sealed_pairwise_secret = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saml_settings", x => new { x.organization_id, x.application_id });
                    table.ForeignKey(
                        name: "fk_saml_settings_application_organization_id_application_id",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "seen_saml_message",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    message_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seen_saml_message", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_seen_saml_message_application_organization_id_application_id",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_application_organization_id_name_key",
                table: "application",
                columns: new[] { "organization_id", "name_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saml_key_organization_id_application_id",
                table: "saml_key",
                columns: new[] { "organization_id", "application_id" });

            migrationBuilder.CreateIndex(
                name: "ix_saml_logout_expires_at",
                table: "saml_logout",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_saml_logout_token_hash",
                table: "saml_logout",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saml_session_organization_id_application_id_user_id",
                table: "saml_session",
                columns: new[] { "organization_id", "application_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_saml_session_organization_id_user_session_id_application_id",
                table: "saml_session",
                columns: new[] { "organization_id", "user_session_id", "application_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_seen_saml_message_organization_id_application_id_message_ha",
                table: "seen_saml_message",
                columns: new[] { "organization_id", "application_id", "message_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_seen_saml_message_until",
                table: "seen_saml_message",
                column: "until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "saml_key");

            migrationBuilder.DropTable(
                name: "saml_logout");

            migrationBuilder.DropTable(
                name: "saml_session");

            migrationBuilder.DropTable(
                name: "saml_settings");

            migrationBuilder.DropTable(
                name: "seen_saml_message");

            migrationBuilder.DropIndex(
                name: "ix_application_organization_id_name_key",
                table: "application");

            migrationBuilder.DropColumn(
                name: "has_second_factor",
                table: "user_session");

            migrationBuilder.DropColumn(
                name: "description",
                table: "application");

            migrationBuilder.DropColumn(
                name: "is_suspended",
                table: "application");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "application");

            migrationBuilder.DropColumn(
                name: "name_key",
                table: "application");

            migrationBuilder.DropColumn(
                name: "version",
                table: "application");
        }
    }
}
