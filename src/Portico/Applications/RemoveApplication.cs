using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Assignments;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Applications;

/// <summary>Deletes an application with its settings, keys and assignments. It cannot be undone, so the name is typed.</summary>
public sealed class RemoveApplication(OperationRunner runner) : OrganizationOperation<RemoveApplication.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The application's name, to confirm.</summary>
        [Display(Name = "Name")]
        [Required(ErrorMessage = "Type the application's name to confirm.")]
        [StringLength(Application.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string Name { get; set; } = "";
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var application = await work.Db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.Id, ct);
        if (application is null)
        {
            return new NoSuchApplication();
        }

        if (!string.Equals(request.Name.Trim(), application.Name, StringComparison.Ordinal))
        {
            return new ApplicationNameNotTyped(application.Name);
        }

        var assignments = await AssignmentsOf.ApplicationAsync(application.Id, work, ct);
        work.Db.Remove(application);
        work.Record(new ApplicationRemoved(application.Id, application.Name, assignments));
        return Done.Instance;
    }
}
