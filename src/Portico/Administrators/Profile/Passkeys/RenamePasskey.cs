using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Passkeys;

namespace Portico.Administrators.Profile.Passkeys;

/// <summary>Gives one of one's own passkeys another name.</summary>
public sealed class RenamePasskey(OperationRunner runner) : AccountOperation<RenamePasskey.Request, Done>(runner)
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

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var own = work.Db.Set<Passkey>().Where(p => p.AdministratorId == work.SignedIn.AdministratorId);
        if (await own.FirstOrDefaultAsync(p => p.Id == request.Id, ct) is not { } passkey)
        {
            return new NoSuchPasskey();
        }

        var name = request.Name.Trim();
        if (!string.Equals(passkey.Name, name, StringComparison.Ordinal))
        {
            var words = $"Renamed the passkey {passkey.Name} to {name}";
            work.Record(AccountHistory.Of(passkey.AdministratorId, work, "passkey-renamed", words));
            passkey.Name = name;
        }

        return Done.Instance;
    }
}
