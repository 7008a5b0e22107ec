using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.ProviderSide;

/// <summary>Users who were chosen over several organizations, with whose they are; who is out of the caller's reach is not there.</summary>
public sealed class ListChosenUsers(OperationRunner runner) : ProviderQuery<ListChosenUsers.Request, ListChosenUsers.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [MaxLength(ActionAcross.Most, ErrorMessage = "Choose at most {1} users.")]
        public IReadOnlyList<UserKey> Users { get; set; } = [];
    }

    public sealed record Result(IReadOnlyList<SearchUsers.Row> Users);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct) =>
        new Result(await FoundUsers.ReadAsync(request.Users, work, ct));
}
