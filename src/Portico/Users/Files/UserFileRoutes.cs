using Microsoft.AspNetCore.Mvc;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.Platform.Operations;

namespace Portico.Users.Files;

/// <summary>Files of users: the API's imports, and exports for programs and for people.</summary>
public static class UserFileRoutes
{
    public static void MapUserFileApi(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup(OrganizationApiRoutes.One + "/user-imports")
            .WithTag("User imports", "Files of users on their way into the directory: uploaded, matched, checked, then taken in.");
        imports
            .MapGet(
                "",
                (ObjectId organizationId, Query<ListUserImports.Request> query, ListUserImports list, CancellationToken ct) =>
                    list.RunAsync(organizationId, query.Request, ct).AsOkAsync()
            )
            .WithName("organizations.user-imports.list")
            .WithSummary("List the imports of users, the newest first");
        imports
            .MapPost(
                "",
                (ObjectId organizationId, UploadedCsv csv, StartUserImport start, GetUserImport get, CancellationToken ct) =>
                    start
                        .RunAsync(organizationId, new() { File = csv.File }, ct)
                        .ThenAsync(i => get.RunAsync(organizationId, new() { Id = i.Id }, ct))
                        .AsCreatedAsync(i => $"/v1/organizations/{organizationId}/user-imports/{i.Id}", i => i.Version)
            )
            .WithMetadata(new RequestSizeLimitAttribute(UploadedCsv.MaxBody))
            .WithName("organizations.user-imports.start")
            .WithSummary("Upload a CSV file of users; nothing is imported yet");

        var one = imports.MapGroup("/{id:id}");
        one.MapGet(
                "",
                (ObjectId organizationId, ObjectId id, GetUserImport get, CancellationToken ct) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct).AsOkAsync(i => i.Version)
            )
            .WithName("organizations.user-imports.get")
            .WithSummary("Get how far an import has come");
        one.MapPut(
                "/mapping",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<SetUserImportMapping.Request> body,
                    SetUserImportMapping set,
                    CancellationToken ct
                ) => set.RunAsync(organizationId, body.Request with { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.user-imports.map")
            .WithSummary("Say where each column goes; every row is checked then");
        one.MapPost(
                "/confirm",
                (ObjectId organizationId, ObjectId id, ConfirmUserImport confirm, CancellationToken ct) =>
                    confirm.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.user-imports.confirm")
            .WithSummary("Take the rows in that a check has passed");
        one.MapPost(
                "/end",
                (ObjectId organizationId, ObjectId id, EndUserImport end, CancellationToken ct) =>
                    end.RunAsync(organizationId, new() { Id = id }, ct).AsDoneAsync()
            )
            .WithName("organizations.user-imports.end")
            .WithSummary("Give an import up; what it has taken in stays");
        one.MapGet(
                "/problems",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<ListUserImportProblems.Request> query,
                    ListUserImportProblems list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.user-imports.problems")
            .WithSummary("List why rows were refused");
        api.MapGet(
                OrganizationApiRoutes.One + "/users/export",
                (ObjectId organizationId, ExportUsers export, ListExportedUsers part, HttpContext context, CancellationToken ct) =>
                    ExportAsync(organizationId, export, part, context, ct)
            )
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), ["text/csv"]))
            .WithTags("Users")
            .WithName("organizations.users.export")
            .WithSummary("Export all users as a CSV file");
    }

    public static void MapUserFiles(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/organizations/{organizationId}/users/export",
                (string organizationId, ExportUsers export, ListExportedUsers part, HttpContext context, CancellationToken ct) =>
                    // What is no id reads as one that was never given.
                    ExportAsync(ObjectId.TryParse(organizationId, out var id) ? id : default, export, part, context, ct)
            )
            .ExcludeFromDescription();

    /// <summary>The file as it is read, part by part.</summary>
    private static async Task<IResult> ExportAsync(
        ObjectId organization,
        ExportUsers export,
        ListExportedUsers part,
        HttpContext context,
        CancellationToken ct
    )
    {
        var begun = await export.RunAsync(organization, Nothing.Instance, ct);
        if (!begun.Succeeded)
        {
            return await Task.FromResult(begun).AsOkAsync();
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(
            body => WriteAsync(body, begun.Value.Header, organization, part, ct),
            "text/csv; charset=utf-8",
            "users.csv"
        );
    }

    private static async Task WriteAsync(Stream body, string header, ObjectId organization, ListExportedUsers part, CancellationToken ct)
    {
        await using var writer = new StreamWriter(body, leaveOpen: true);
        // The mark by which spreadsheets know UTF-8.
        await writer.WriteAsync('\uFEFF');
        await writer.WriteAsync(header);
        var after = (string?)"";
        while (after is not null)
        {
            var read = (await part.RunAsync(organization, new() { After = after }, ct)).Require();
            foreach (var line in read.Lines)
            {
                await writer.WriteAsync(line.AsMemory(), ct);
            }

            await writer.FlushAsync(ct);
            after = read.After;
        }
    }
}
