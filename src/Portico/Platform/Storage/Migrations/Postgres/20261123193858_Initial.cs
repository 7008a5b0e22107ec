using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portico.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account_event",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    administrator_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    type = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    summary = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_link",
                columns: table => new
                {
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    membership_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    place_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    inviter_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_link", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "administrator",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false, collation: "C"),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    password_hash = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    password_changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sealed_totp_secret = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    last_totp_step = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_administrator", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_mail",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    sealed_message = table.Column<byte[]>(type: "bytea", nullable: true),
                    recipient = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    purpose = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    queued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_mail", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "provider",
                columns: table => new
                {
                    provider_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_provider", x => x.provider_id);
                });

            migrationBuilder.CreateTable(
                name: "provider_counters",
                columns: table => new
                {
                    provider_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    organizations = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_provider_counters", x => x.provider_id);
                });

            migrationBuilder.CreateTable(
                name: "provider_event",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    provider_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    type = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    actor_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    actor_side = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    target_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    target_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    summary = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    search_text = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: false, collation: "C"),
                    changes_json = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_provider_event", x => new { x.provider_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sign_in_throttle",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    last_failure_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    blocked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_throttle", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "recovery_code",
                columns: table => new
                {
                    administrator_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_code", x => new { x.administrator_id, x.code_hash });
                    table.ForeignKey(
                        name: "fk_recovery_code_administrator_administrator_id",
                        column: x => x.administrator_id,
                        principalTable: "administrator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    administrator_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session", x => x.id);
                    table.ForeignKey(
                        name: "fk_session_administrator_administrator_id",
                        column: x => x.administrator_id,
                        principalTable: "administrator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "managed_organization",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    provider_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    name_key = table.Column<string>(type: "character varying(1020)", maxLength: 1020, nullable: false, collation: "C"),
                    contact_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    contact_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    accent = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    deletion_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    logo_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_managed_organization", x => x.id);
                    table.ForeignKey(
                        name: "fk_managed_organization_provider_provider_id",
                        column: x => x.provider_id,
                        principalTable: "provider",
                        principalColumn: "provider_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "provider_membership",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    provider_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    all_organizations = table.Column<bool>(type: "boolean", nullable: false),
                    all_organizations_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    administrator_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false, collation: "C"),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    requires_mfa = table.Column<bool>(type: "boolean", nullable: false),
                    is_suspended = table.Column<bool>(type: "boolean", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_key = table.Column<string>(type: "character varying(1016)", maxLength: 1016, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_provider_membership", x => new { x.provider_id, x.id });
                    table.ForeignKey(
                        name: "fk_provider_membership_administrator_administrator_id",
                        column: x => x.administrator_id,
                        principalTable: "administrator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_provider_membership_provider_provider_id",
                        column: x => x.provider_id,
                        principalTable: "provider",
                        principalColumn: "provider_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "application",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_application_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "directory_user",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    username = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false, collation: "C"),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_user", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_directory_user_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "managed_system",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    hostname = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_managed_system", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_managed_system_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_counters",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    users = table.Column<int>(type: "integer", nullable: false),
                    systems = table.Column<int>(type: "integer", nullable: false),
                    applications = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_counters", x => x.organization_id);
                    table.ForeignKey(
                        name: "fk_organization_counters_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_event",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    type = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    actor_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    actor_side = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    target_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    target_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    summary = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    search_text = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: false, collation: "C"),
                    changes_json = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_event", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_organization_event_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_logo",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    content_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_logo", x => x.organization_id);
                    table.ForeignKey(
                        name: "fk_organization_logo_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_membership",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    administrator_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false, collation: "C"),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    requires_mfa = table.Column<bool>(type: "boolean", nullable: false),
                    is_suspended = table.Column<bool>(type: "boolean", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_key = table.Column<string>(type: "character varying(1016)", maxLength: 1016, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_membership", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_organization_membership_administrator_administrator_id",
                        column: x => x.administrator_id,
                        principalTable: "administrator",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_membership_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_visit",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    administrator_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    session_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    first_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_visit", x => new { x.organization_id, x.administrator_id });
                    table.ForeignKey(
                        name: "fk_organization_visit_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "security_settings",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    minimum_length = table.Column<int>(type: "integer", nullable: false),
                    requires_lower = table.Column<bool>(type: "boolean", nullable: false),
                    requires_upper = table.Column<bool>(type: "boolean", nullable: false),
                    requires_number = table.Column<bool>(type: "boolean", nullable: false),
                    requires_symbol = table.Column<bool>(type: "boolean", nullable: false),
                    refuses_username = table.Column<bool>(type: "boolean", nullable: false),
                    refuses_common = table.Column<bool>(type: "boolean", nullable: false),
                    history_length = table.Column<int>(type: "integer", nullable: true),
                    expiry_days = table.Column<int>(type: "integer", nullable: true),
                    minimum_age_hours = table.Column<int>(type: "integer", nullable: true),
                    lockout_attempts = table.Column<int>(type: "integer", nullable: true),
                    unlock_minutes = table.Column<int>(type: "integer", nullable: true),
                    counter_reset_minutes = table.Column<int>(type: "integer", nullable: false),
                    user_mfa = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    mfa_enrollment_days = table.Column<int>(type: "integer", nullable: false),
                    session_hours = table.Column<int>(type: "integer", nullable: false),
                    session_idle_minutes = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_security_settings", x => x.organization_id);
                    table.ForeignKey(
                        name: "fk_security_settings_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_access",
                columns: table => new
                {
                    provider_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    membership_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    organization_id = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_access", x => new { x.provider_id, x.membership_id, x.organization_id });
                    table.ForeignKey(
                        name: "fk_organization_access_managed_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "managed_organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_organization_access_provider_membership_provider_id_members",
                        columns: x => new { x.provider_id, x.membership_id },
                        principalTable: "provider_membership",
                        principalColumns: new[] { "provider_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_event_administrator_id_at",
                table: "account_event",
                columns: new[] { "administrator_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_account_link_email_purpose",
                table: "account_link",
                columns: new[] { "email", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_account_link_membership_id",
                table: "account_link",
                column: "membership_id");

            migrationBuilder.CreateIndex(
                name: "ix_administrator_email",
                table: "administrator",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id_email",
                table: "directory_user",
                columns: new[] { "organization_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_directory_user_organization_id_username",
                table: "directory_user",
                columns: new[] { "organization_id", "username" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_managed_organization_provider_id_name_key",
                table: "managed_organization",
                columns: new[] { "provider_id", "name_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_managed_organization_provider_id_name_key_id",
                table: "managed_organization",
                columns: new[] { "provider_id", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_access_organization_id",
                table: "organization_access",
                column: "organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_event_organization_id_at_id",
                table: "organization_event",
                columns: new[] { "organization_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_membership_administrator_id_organization_id",
                table: "organization_membership",
                columns: new[] { "administrator_id", "organization_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_membership_organization_id_email",
                table: "organization_membership",
                columns: new[] { "organization_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_visit_administrator_id_last_at",
                table: "organization_visit",
                columns: new[] { "administrator_id", "last_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mail_due_at",
                table: "outgoing_mail",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_provider_event_provider_id_at_id",
                table: "provider_event",
                columns: new[] { "provider_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_provider_membership_administrator_id",
                table: "provider_membership",
                column: "administrator_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_provider_membership_provider_id_email",
                table: "provider_membership",
                columns: new[] { "provider_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_session_administrator_id",
                table: "session",
                column: "administrator_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_expires_at",
                table: "session",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_session_token_hash",
                table: "session",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_throttle_last_failure_at",
                table: "sign_in_throttle",
                column: "last_failure_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_event");

            migrationBuilder.DropTable(
                name: "account_link");

            migrationBuilder.DropTable(
                name: "application");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "directory_user");

            migrationBuilder.DropTable(
                name: "managed_system");

            migrationBuilder.DropTable(
                name: "organization_access");

            migrationBuilder.DropTable(
                name: "organization_counters");

            migrationBuilder.DropTable(
                name: "organization_event");

            migrationBuilder.DropTable(
                name: "organization_logo");

            migrationBuilder.DropTable(
                name: "organization_membership");

            migrationBuilder.DropTable(
                name: "organization_visit");

            migrationBuilder.DropTable(
                name: "outgoing_mail");

            migrationBuilder.DropTable(
                name: "provider_counters");

            migrationBuilder.DropTable(
                name: "provider_event");

            migrationBuilder.DropTable(
                name: "recovery_code");

            migrationBuilder.DropTable(
                name: "security_settings");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "sign_in_throttle");

            migrationBuilder.DropTable(
                name: "provider_membership");

            migrationBuilder.DropTable(
                name: "managed_organization");

            migrationBuilder.DropTable(
                name: "administrator");

            migrationBuilder.DropTable(
                name: "provider");
        }
    }
}
