using Portico.Applications;
using Portico.Platform;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.Demo;

/// <summary>Gives the demo's organizations applications that are set up as real ones are; their service providers are made up.</summary>
internal sealed class DemoApplications(DemoClock clock, DemoActor manager)
{
    public static readonly DemoApplication Wiki = new("Wiki", "What everyone knows, written down", "wiki", SamlNameIdSource.Username);
    public static readonly DemoApplication Payroll = new("Payroll", "Salaries and time sheets", "payroll", SamlNameIdSource.Email)
    {
        RequiresMfa = true,
    };
    public static readonly DemoApplication Customers = new("Customer database", null, "crm", SamlNameIdSource.Email);
    public static readonly DemoApplication Tickets = new(
        "Ticket desk",
        "What is broken, and who mends it",
        "tickets",
        SamlNameIdSource.Username
    );

    public async Task<ObjectId> AddAsync(ObjectId organization, DemoApplication made, CancellationToken ct)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        // An RSA key for each would take most of the demo's start.
        var added = new AddApplication.Request
        {
            Name = made.Name,
            Description = made.Description,
            SigningKey = SamlKeyKind.EcdsaP256,
        };
        var id = (await manager.Does<AddApplication>().RunAsync(organization, added, ct)).Require().Id;
        var address = $"https://{made.Host}.example.com/saml";
        var settings = new UpdateSamlSettings.Request
        {
            Id = id,
            EntityId = address,
            AcsEndpoints = [new SamlAcs { Url = address + "/acs", IsDefault = true }],
            NameIdSource = made.NameId,
            NameIdFormat = made.NameId is SamlNameIdSource.Email ? SamlNameIdFormat.EmailAddress : SamlNameIdFormat.Unspecified,
            RequiresMfa = made.RequiresMfa,
            Attributes =
            [
                new SamlMapping { Name = "mail", Source = SamlValueSource.Email },
                new SamlMapping { Name = "displayName", Source = SamlValueSource.FullName },
                new SamlMapping { Name = "groups", Source = SamlValueSource.AssignedGroups },
            ],
        };
        (await manager.Does<UpdateSamlSettings>().RunAsync(organization, settings, ct)).Require();
        return id;
    }
}

/// <summary>An application of the demo.</summary>
/// <param name="Name">As users read it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Host">Where it would be.</param>
/// <param name="NameId">What it knows its users by.</param>
internal sealed record DemoApplication(string Name, string? Description, string Host, SamlNameIdSource NameId)
{
    public bool RequiresMfa { get; init; }
}
