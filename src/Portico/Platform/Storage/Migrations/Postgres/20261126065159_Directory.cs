using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portico.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Directory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "refuses_sequences",
                table: "security_settings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "tightened_at",
                table: "security_settings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "next_posix_number",
                table: "organization_counters",
                type: "integer",
                nullable: false,
                defaultValue: 5000);

            migrationBuilder.AddColumn<string>(
                name: "slug",
                table: "managed_organization",
                type: "character varying(63)",
                maxLength: 63,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "alternate_email",
                table: "directory_user",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company",
                table: "directory_user",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cost_center",
                table: "directory_user",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "custom_attributes",
                table: "directory_user",
                type: "text",
                nullable: false,
                defaultValueSql: "''");

            migrationBuilder.AddColumn<string>(
                name: "department",
                table: "directory_user",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "description",
                table: "directory_user",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "display_name",
                table: "directory_user",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "employee_identifier",
                table: "directory_user",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "employee_type",
                table: "directory_user",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "failed_sign_ins",
                table: "directory_user",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "gid",
                table: "directory_user",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "groups_requiring_mfa",
                table: "directory_user",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "home_address",
                table: "directory_user",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "job_title",
                table: "directory_user",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_failed_sign_in_at",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_sign_in_at",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "last_totp_step",
                table: "directory_user",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "location",
                table: "directory_user",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "locked_at",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "locked_until",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "manager_id",
                table: "directory_user",
                type: "character varying(24)",
                maxLength: 24,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "mfa_exempt_until",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "mfa_required_since",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "middle_name",
                table: "directory_user",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_key",
                table: "directory_user",
                type: "character varying(800)",
                maxLength: 800,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "passkeys",
                table: "directory_user",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "password_checked_at",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "password_expires_at",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "password_hash",
                table: "directory_user",
                type: "character varying(600)",
                maxLength: 600,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "password_meets_requirements",
                table: "directory_user",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "password_set_at",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "password_warned_for",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "phone_numbers",
                table: "directory_user",
                type: "text",
                nullable: false,
                defaultValueSql: "''");

            migrationBuilder.AddColumn<bool>(
                name: "requires_mfa",
                table: "directory_user",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "scheduled_state",
                table: "directory_user",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "scheduled_state_at",
                table: "directory_user",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sealed_totp_secret",
                table: "directory_user",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "directory_user",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ssh_keys",
                table: "directory_user",
                type: "text",
                nullable: false,
                defaultValueSql: "''");

            migrationBuilder.AddColumn<bool>(
                name: "sudo_enabled",
                table: "directory_user",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "sudo_without_password",
                table: "directory_user",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "uid",
                table: "directory_user",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "work_address",
                table: "directory_user",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "caller_verification",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    verifier_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_caller_verification", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_caller_verification_directory_user_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "directory_group",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    gid = table.Column<int>(type: "integer", nullable: true),
                    requires_mfa = table.Column<bool>(type: "boolean", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: true),
                    member_count = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_key = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_group", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_directory_group_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "directory_settings",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    new_user_state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    imported_user_state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    editable_fields = table.Column<int>(type: "integer", nullable: false),
                    requires_caller_verification = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_settings", x => x.organization_id);
                    table.ForeignKey(
                        name: "fk_directory_settings_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "former_password",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_password", x => new { x.organization_id, x.user_id, x.id });
                    table.ForeignKey(
                        name: "fk_former_password_directory_user_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "passkey",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    administrator_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", maxLength: 600, nullable: false),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    transports = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkey", x => x.id);
                    table.ForeignKey(
                        name: "fk_passkey_administrator_administrator_id",
                        column: x => x.administrator_id,
                        principalTable: "administrator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "spent_passkey_challenge",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spent_passkey_challenge", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "user_import",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    started_by = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    columns = table.Column<string>(type: "text", nullable: false, defaultValueSql: "''"),
                    updates_existing = table.Column<bool>(type: "boolean", nullable: false),
                    clears_empty = table.Column<bool>(type: "boolean", nullable: false),
                    sends_mail = table.Column<bool>(type: "boolean", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    next_row = table.Column<int>(type: "integer", nullable: false),
                    sets_managers = table.Column<bool>(type: "boolean", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    samples = table.Column<string>(type: "text", nullable: false, defaultValueSql: "''"),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_import", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_user_import_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_link",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_link", x => new { x.organization_id, x.token_hash });
                    table.ForeignKey(
                        name: "fk_user_link_directory_user_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_passkey",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", maxLength: 600, nullable: false),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    transports = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_passkey", x => new { x.organization_id, x.user_id, x.id });
                    table.ForeignKey(
                        name: "fk_user_passkey_directory_user_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_recovery_code",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_recovery_code", x => new { x.organization_id, x.user_id, x.code_hash });
                    table.ForeignKey(
                        name: "fk_user_recovery_code_directory_user_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_session",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    idle_minutes = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_session", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_user_session_directory_user_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_word",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    word = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_word", x => new { x.organization_id, x.word, x.user_id });
                    table.ForeignKey(
                        name: "fk_user_word_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "application_assignment",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    application_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    user_group_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_assignment", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_application_assignment_application_organization_id_applicat",
                        columns: x => new { x.organization_id, x.application_id },
                        principalTable: "application",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_application_assignment_directory_group_organization_id_user",
                        columns: x => new { x.organization_id, x.user_group_id },
                        principalTable: "directory_group",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_application_assignment_directory_user_organization_id_user_",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "excepted_user",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    group_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_excepted_user", x => new { x.organization_id, x.group_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_excepted_user_directory_group_organization_id_group_id",
                        columns: x => new { x.organization_id, x.group_id },
                        principalTable: "directory_group",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_excepted_user_directory_user_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "system_assignment",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    system_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    system_group_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    user_group_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    sudo_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    sudo_without_password = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_system_assignment", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_system_assignment_directory_group_organization_id_system_gr",
                        columns: x => new { x.organization_id, x.system_group_id },
                        principalTable: "directory_group",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_system_assignment_directory_group_organization_id_user_grou",
                        columns: x => new { x.organization_id, x.user_group_id },
                        principalTable: "directory_group",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_system_assignment_directory_user_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_system_assignment_managed_system_organization_id_system_id",
                        columns: x => new { x.organization_id, x.system_id },
                        principalTable: "managed_system",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "system_group_member",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    group_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    system_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_system_group_member", x => new { x.organization_id, x.group_id, x.system_id });
                    table.ForeignKey(
                        name: "fk_system_group_member_directory_group_organization_id_group_id",
                        columns: x => new { x.organization_id, x.group_id },
                        principalTable: "directory_group",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_system_group_member_managed_system_organization_id_system_id",
                        columns: x => new { x.organization_id, x.system_id },
                        principalTable: "managed_system",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_group_member",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    group_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    origin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name_key = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_group_member", x => new { x.organization_id, x.group_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_user_group_member_directory_group_organization_id_group_id",
                        columns: x => new { x.organization_id, x.group_id },
                        principalTable: "directory_group",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_user_group_member_directory_user_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "directory_user",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_import_file",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    import_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    sealed_text = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_import_file", x => new { x.organization_id, x.import_id });
                    table.ForeignKey(
                        name: "fk_user_import_file_user_import_organization_id_import_id",
                        columns: x => new { x.organization_id, x.import_id },
                        principalTable: "user_import",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_import_problem",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    import_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    row = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    column = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    username = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_import_problem", x => new { x.organization_id, x.import_id, x.row, x.number });
                    table.ForeignKey(
                        name: "fk_user_import_problem_user_import_organization_id_import_id",
                        columns: x => new { x.organization_id, x.import_id },
                        principalTable: "user_import",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            UsersOfBefore.Fill(migrationBuilder);

            migrationBuilder.CreateIndex(
                name: "ix_security_settings_user_mfa",
                table: "security_settings",
                column: "user_mfa");

            migrationBuilder.CreateIndex(
                name: "ix_managed_organization_slug",
                table: "managed_organization",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_email",
                table: "directory_user",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_locked_at",
                table: "directory_user",
                column: "locked_at",
                filter: "locked_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_mfa_exempt_until",
                table: "directory_user",
                column: "mfa_exempt_until",
                filter: "mfa_exempt_until is not null");

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id",
                table: "directory_user",
                column: "organization_id",
                filter: "sealed_totp_secret is null and passkeys = 0 and requires_mfa");

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id_employee_identifier",
                table: "directory_user",
                columns: new[] { "organization_id", "employee_identifier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id_last_sign_in_at_name_key_id",
                table: "directory_user",
                columns: new[] { "organization_id", "last_sign_in_at", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id_manager_id",
                table: "directory_user",
                columns: new[] { "organization_id", "manager_id" });

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id_name_key_id",
                table: "directory_user",
                columns: new[] { "organization_id", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id_state_name_key_id",
                table: "directory_user",
                columns: new[] { "organization_id", "state", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id_uid",
                table: "directory_user",
                columns: new[] { "organization_id", "uid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id1",
                table: "directory_user",
                column: "organization_id",
                filter: "sealed_totp_secret is null and passkeys = 0 and groups_requiring_mfa > 0");

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id2",
                table: "directory_user",
                column: "organization_id",
                filter: "sealed_totp_secret is not null or passkeys > 0");

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_password_expires_at",
                table: "directory_user",
                column: "password_expires_at",
                filter: "password_expires_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_scheduled_state_at",
                table: "directory_user",
                column: "scheduled_state_at",
                filter: "scheduled_state_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_state_organization_id",
                table: "directory_user",
                columns: new[] { "state", "organization_id" },
                filter: "state <> 'Activated'");

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_state_organization_id1",
                table: "directory_user",
                columns: new[] { "state", "organization_id" },
                filter: "password_hash is null");

            migrationBuilder.CreateIndex(
                name: "ix_application_assignment_organization_id_application_id_user_",
                table: "application_assignment",
                columns: new[] { "organization_id", "application_id", "user_group_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_application_assignment_organization_id_application_id_user_1",
                table: "application_assignment",
                columns: new[] { "organization_id", "application_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_application_assignment_organization_id_user_group_id",
                table: "application_assignment",
                columns: new[] { "organization_id", "user_group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_application_assignment_organization_id_user_id",
                table: "application_assignment",
                columns: new[] { "organization_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_caller_verification_organization_id_user_id",
                table: "caller_verification",
                columns: new[] { "organization_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_directory_group_organization_id_gid",
                table: "directory_group",
                columns: new[] { "organization_id", "gid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_directory_group_organization_id_kind_name_key",
                table: "directory_group",
                columns: new[] { "organization_id", "kind", "name_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_excepted_user_organization_id_user_id",
                table: "excepted_user",
                columns: new[] { "organization_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_passkey_administrator_id",
                table: "passkey",
                column: "administrator_id");

            migrationBuilder.CreateIndex(
                name: "ix_passkey_credential_id",
                table: "passkey",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_spent_passkey_challenge_expires_at",
                table: "spent_passkey_challenge",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_system_assignment_organization_id_system_group_id",
                table: "system_assignment",
                columns: new[] { "organization_id", "system_group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_system_assignment_organization_id_system_id",
                table: "system_assignment",
                columns: new[] { "organization_id", "system_id" });

            migrationBuilder.CreateIndex(
                name: "ix_system_assignment_organization_id_user_group_id_system_grou",
                table: "system_assignment",
                columns: new[] { "organization_id", "user_group_id", "system_group_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_system_assignment_organization_id_user_group_id_system_id",
                table: "system_assignment",
                columns: new[] { "organization_id", "user_group_id", "system_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_system_assignment_organization_id_user_id_system_group_id",
                table: "system_assignment",
                columns: new[] { "organization_id", "user_id", "system_group_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_system_assignment_organization_id_user_id_system_id",
                table: "system_assignment",
                columns: new[] { "organization_id", "user_id", "system_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_system_group_member_organization_id_system_id",
                table: "system_group_member",
                columns: new[] { "organization_id", "system_id" });

            migrationBuilder.CreateIndex(
                name: "ix_user_group_member_organization_id_group_id_name_key_user_id",
                table: "user_group_member",
                columns: new[] { "organization_id", "group_id", "name_key", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_user_group_member_organization_id_user_id",
                table: "user_group_member",
                columns: new[] { "organization_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_user_import_due_at",
                table: "user_import",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_user_link_expires_at",
                table: "user_link",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_user_link_organization_id_user_id",
                table: "user_link",
                columns: new[] { "organization_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_user_link_token_hash",
                table: "user_link",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_passkey_credential_id",
                table: "user_passkey",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_session_expires_at",
                table: "user_session",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_user_session_organization_id_user_id",
                table: "user_session",
                columns: new[] { "organization_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_user_session_token_hash",
                table: "user_session",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_word_word_organization_id_user_id",
                table: "user_word",
                columns: new[] { "word", "organization_id", "user_id" });

            migrationBuilder.AddForeignKey(
                name: "fk_directory_user_directory_user_organization_id_manager_id",
                table: "directory_user",
                columns: new[] { "organization_id", "manager_id" },
                principalTable: "directory_user",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_directory_user_directory_user_organization_id_manager_id",
                table: "directory_user");

            migrationBuilder.DropTable(
                name: "application_assignment");

            migrationBuilder.DropTable(
                name: "caller_verification");

            migrationBuilder.DropTable(
                name: "directory_settings");

            migrationBuilder.DropTable(
                name: "excepted_user");

            migrationBuilder.DropTable(
                name: "former_password");

            migrationBuilder.DropTable(
                name: "passkey");

            migrationBuilder.DropTable(
                name: "spent_passkey_challenge");

            migrationBuilder.DropTable(
                name: "system_assignment");

            migrationBuilder.DropTable(
                name: "system_group_member");

            migrationBuilder.DropTable(
                name: "user_group_member");

            migrationBuilder.DropTable(
                name: "user_import_file");

            migrationBuilder.DropTable(
                name: "user_import_problem");

            migrationBuilder.DropTable(
                name: "user_link");

            migrationBuilder.DropTable(
                name: "user_passkey");

            migrationBuilder.DropTable(
                name: "user_recovery_code");

            migrationBuilder.DropTable(
                name: "user_session");

            migrationBuilder.DropTable(
                name: "user_word");

            migrationBuilder.DropTable(
                name: "directory_group");

            migrationBuilder.DropTable(
                name: "user_import");

            migrationBuilder.DropIndex(
                name: "ix_security_settings_user_mfa",
                table: "security_settings");

            migrationBuilder.DropIndex(
                name: "ix_managed_organization_slug",
                table: "managed_organization");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_email",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_locked_at",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_mfa_exempt_until",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_organization_id",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_organization_id_employee_identifier",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_organization_id_last_sign_in_at_name_key_id",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_organization_id_manager_id",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_organization_id_name_key_id",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_organization_id_state_name_key_id",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_organization_id_uid",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_organization_id1",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_organization_id2",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_password_expires_at",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_scheduled_state_at",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_state_organization_id",
                table: "directory_user");

            migrationBuilder.DropIndex(
                name: "ix_directory_user_state_organization_id1",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "refuses_sequences",
                table: "security_settings");

            migrationBuilder.DropColumn(
                name: "tightened_at",
                table: "security_settings");

            migrationBuilder.DropColumn(
                name: "next_posix_number",
                table: "organization_counters");

            migrationBuilder.DropColumn(
                name: "slug",
                table: "managed_organization");

            migrationBuilder.DropColumn(
                name: "alternate_email",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "company",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "cost_center",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "custom_attributes",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "department",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "description",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "display_name",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "employee_identifier",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "employee_type",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "failed_sign_ins",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "gid",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "groups_requiring_mfa",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "home_address",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "job_title",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "last_failed_sign_in_at",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "last_sign_in_at",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "last_totp_step",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "location",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "locked_at",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "locked_until",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "manager_id",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "mfa_exempt_until",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "mfa_required_since",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "middle_name",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "name_key",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "passkeys",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "password_checked_at",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "password_expires_at",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "password_hash",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "password_meets_requirements",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "password_set_at",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "password_warned_for",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "phone_numbers",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "requires_mfa",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "scheduled_state",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "scheduled_state_at",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "sealed_totp_secret",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "ssh_keys",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "sudo_enabled",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "sudo_without_password",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "uid",
                table: "directory_user");

            migrationBuilder.DropColumn(
                name: "work_address",
                table: "directory_user");
        }
    }
}
