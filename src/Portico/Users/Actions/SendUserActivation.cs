using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Sends one user the activation mail once more, to another address for this once if one is given.</summary>
public sealed class SendUserActivation(OperationRunner runner, UserMail mail)
    : OrganizationOperation<SendUserActivation.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>For this once; the alternate address, else the user's own, when nothing is said.</summary>
        [Display(Name = "Send to")]
        [StringLength(UserIdentity.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [MailAddress(ErrorMessage = "This is not an e-mail address. Write it like name@example.com.")]
        public string? To { get; set; }
    }

    protected internal override Permission Needs => Permission.HelpUsers;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == request.Id, ct) is not { } user)
        {
            return new NoSuchUser();
        }

        // Whoever chooses the mailbox gets in: that is as much as setting a password.
        if (request.To.Tidied() is not null && !work.Scope.Role.Grants(Permission.ManageDirectory))
        {
            return new RoleTooWeak();
        }

        return await UserActivation.SendAsync(user, request.To, mail, work, ct) is { } problem ? problem : Done.Instance;
    }
}
