using Microsoft.Extensions.DependencyInjection;
using Portico.Administrators.Profile.Passkeys;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Passkeys;

namespace Portico.Tests.Support;

/// <summary>One portal for the tests of a class, each with people, devices and network addresses of its own.</summary>
public sealed class PasskeyPortal : IDisposable
{
    private int made;

    public TestPortal Portal { get; } = new();

    public void Dispose() => Portal.Dispose();

    /// <summary>An administrator of the provider with <see cref="Accounts.Password"/>.</summary>
    public Person NewPerson() => Portal.WithPassword(Portal.AddTechnician(Portal.Northwind, "Pia", $"Key{++made}", Role.ReadOnly));

    /// <summary>A browser from an address that nobody has come from yet.</summary>
    public Visitor NewVisitor() => new(Portal, $"203.0.{++made / 250}.{made % 250}");

    public SoftwareAuthenticator NewDevice()
    {
        var party = Portal.Services.GetRequiredService<RelyingParty>();
        return new(party.Id, party.Origin);
    }

    /// <summary>Has the person's device make a passkey, and keeps it.</summary>
    public async Task<Outcome<AddPasskey.Result>> AddAsync(
        Person person,
        SoftwareAuthenticator device,
        string name = "Laptop",
        string password = Accounts.Password
    )
    {
        var question = (await person.Does<GetPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
        return await AddAsync(person, device.Make(question.Options), question.SealedChallenge, name, password);
    }

    public Task<Outcome<AddPasskey.Result>> AddAsync(
        Person person,
        string? credential,
        string? challenge,
        string name = "Laptop",
        string password = Accounts.Password
    ) =>
        person
            .Does<AddPasskey>()
            .RunAsync(
                new()
                {
                    Name = name,
                    CurrentPassword = password,
                    Credential = credential,
                    Challenge = challenge,
                }
            );

    /// <summary>A person with one passkey on a device.</summary>
    public async Task<(Person Person, SoftwareAuthenticator Device)> WithPasskeyAsync(SoftwareAuthenticator? device = null)
    {
        var (person, own) = (NewPerson(), device ?? NewDevice());
        (await AddAsync(person, own)).Require();
        return (person, own);
    }

    public Passkey[] PasskeysOf(Person person)
    {
        using var db = Portal.Credentials();
        return [.. db.Set<Passkey>().Where(p => p.AdministratorId == person.Id).OrderBy(p => p.Id)];
    }
}
