using Portico.Platform.Http.Api;
using Portico.Platform.Operations;

namespace Portico.Administrators.Profile;

/// <summary>Who the key in use stands for: /v1/me.</summary>
public static class ProfileApiRoutes
{
    public static void MapProfileApi(this IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/me").WithTag("Me", "Who the key in use stands for, and what it may do where.");
        me.MapGet("", (GetCaller get, CancellationToken ct) => get.RunAsync(Nothing.Instance, ct).AsOkAsync(c => c.Administrator?.Version))
            .WithName("me.get")
            .WithSummary("Get who the key stands for, and what it may do where");
        me.MapPatch(
                "",
                (
                    Patch<UpdateProfile.Request> patch,
                    IfMatch match,
                    GetProfile now,
                    UpdateProfile update,
                    GetCaller get,
                    CancellationToken ct
                ) =>
                    now.RunAsync(Nothing.Instance, ct)
                        .ThenAsync(n =>
                            update.RunAsync(patch.On(UpdateProfile.Request.Of(n)) with { Version = match.Version ?? n.Version }, ct)
                        )
                        .ThenAsync(_ => get.RunAsync(Nothing.Instance, ct))
                        .AsOkAsync(c => c.Administrator?.Version)
            )
            .WithName("me.update")
            .WithSummary("Change the name of the administrator whose key this is");
    }
}
