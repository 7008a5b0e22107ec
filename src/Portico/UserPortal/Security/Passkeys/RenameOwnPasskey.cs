using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.UserPortal.SigningIn;

namespace Portico.UserPortal.Security.Passkeys;

/// <summary>Gives one of a user's own passkeys another name.</summary>
public sealed class RenameOwnPasskey(OperationRunner runner) : AccountOperation<RenameOwnPasskey.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        public ObjectId Id { get; set; }

        [Display(Name = "Name")]
        [Required(ErrorMessage = "Give the passkey a name.")]
        [StringLength(StoredPasskey.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Name { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override bool NeedsUser => true;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await OwnPasskeys.Of(work).FirstOrDefaultAsync(p => p.Id == request.Id, ct) is not { } passkey)
        {
            return new NoSuchPasskey();
        }

        var (former, name) = (passkey.Name, request.Name.Trim());
        if (!string.Equals(former, name, StringComparison.Ordinal))
        {
            passkey.Name = name;
            var (user, _) = await OwnAccount.OfAsync(work, ct);
            work.RecordOf(user, (id, username) => new UserPasskeyRenamed(id, username, former, name));
        }

        return Done.Instance;
    }
}

public sealed record UserPasskeyRenamed(ObjectId Id, string Username, string Former, string Passkey) : OwnAccountEvent(Id, Username)
{
    public override string Summary => $"Renamed the passkey {Former} to {Passkey}";
}
