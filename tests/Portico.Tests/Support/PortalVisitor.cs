using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;
using Portico.Users.Credentials;

namespace Portico.Tests.Support;

/// <summary>A browser at an organization's user portal, at the level of operations: it keeps what cookies would.</summary>
internal sealed class PortalVisitor(TestPortal portal, ObjectId organization, string address = "198.51.100.8")
{
    public string? Token { get; set; }

    public string? KnownBrowser { get; set; }

    /// <summary>Runs one operation as one request of this browser.</summary>
    public async Task<Outcome<TResult>> RunAsync<TOperation, TResult>(Func<TOperation, Task<Outcome<TResult>>> run)
        where TOperation : notnull
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await IdentifyAsync(scope.ServiceProvider, organization.ToString());
        return await run(scope.ServiceProvider.GetRequiredService<TOperation>());
    }

    /// <summary>How far this browser is signed in; null when not at all.</summary>
    public async Task<UserSessionStage?> StageAsync(string? at = null)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await IdentifyAsync(scope.ServiceProvider, at ?? organization.ToString());
    }

    public async Task<Outcome<UserSignInStep>> PasswordAsync(string login, string password = PortalUsers.Password) =>
        Keep(
            await RunAsync<SignInUser, UserSignInStep>(o =>
                o.RunAsync(
                    new()
                    {
                        Portal = organization.ToString(),
                        Login = login,
                        Password = password,
                    }
                )
            )
        );

    public async Task<Outcome<UserSignInStep>> CodeAsync(string code) =>
        Keep(await RunAsync<SignInUserWithCode, UserSignInStep>(o => o.RunAsync(new() { Code = code })));

    public async Task<Outcome<SignInUserByEmail.Result>> EmailAsync(string email, string password = PortalUsers.Password)
    {
        var outcome = await RunAsync<SignInUserByEmail, SignInUserByEmail.Result>(o =>
            o.RunAsync(new() { Email = email, Password = password })
        );
        Keep(outcome.Value?.Step);
        return outcome;
    }

    public async Task<Outcome<UserSignInStep>> NewPasswordAsync(string password) =>
        Keep(
            await RunAsync<ReplaceExpiredPassword, UserSignInStep>(o => o.RunAsync(new() { Password = password, PasswordAgain = password }))
        );

    public async Task<Outcome<EnrollUserAtSignIn.Result>> EnrollAsync()
    {
        var offer = (await RunAsync<GetUserEnrollmentOffer, EnrollmentOffer>(o => o.RunAsync(new(null)))).Require();
        var outcome = await RunAsync<EnrollUserAtSignIn, EnrollUserAtSignIn.Result>(o =>
            o.RunAsync(new() { SealedSecret = offer.SealedSecret, Code = CodeOf(offer.Secret) })
        );
        Keep(outcome.Value?.Step);
        return outcome;
    }

    /// <summary>What an authenticator app would show for the secret now.</summary>
    public string CodeOf(string secret) =>
        new Totp(Base32Encoding.ToBytes(secret.Replace(" ", "", StringComparison.Ordinal))).ComputeTotp(
            portal.Clock.GetUtcNow().UtcDateTime
        );

    public Outcome<UserSignInStep> Keep(Outcome<UserSignInStep> outcome)
    {
        Keep(outcome.Value);
        return outcome;
    }

    public void Keep(UserSignInStep? step)
    {
        Token = step?.Token.Text ?? Token;
        KnownBrowser = step?.Browser ?? KnownBrowser;
    }

    private async Task<UserSessionStage?> IdentifyAsync(IServiceProvider request, string at)
    {
        var caller = request.GetRequiredService<Caller>();
        caller.Is(actor: null, address, "tests");
        caller.Uses(KnownBrowser);
        return await UserSessionCaller.IdentifyAsync(
            caller,
            Token,
            at,
            request.GetRequiredService<FindUserSession>(),
            request.GetRequiredService<RecordUserVisit>(),
            portal.Clock,
            CancellationToken.None
        );
    }
}

/// <summary>Tests at the portal of one organization, Acme; one portal for a class, users of its own for each test.</summary>
public abstract class PortalTest(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private static int names;

    protected TestPortal Portal => fixture.Portal;

    protected ObjectId Acme => fixture.Acme;

    protected ObjectId Bolt => fixture.Bolt;

    internal PortalVisitor Visitor() =>
        new(
            Portal,
            Acme,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"198.51.{Interlocked.Increment(ref names) / 250}.{names % 250}"
            )
        );

    /// <summary>A user whom no other test has.</summary>
    protected Task<PortalUser> NewUserAsync(bool hasPassword = true, ObjectId? organization = null, string? email = null) =>
        Portal.AddUserAsync(
            organization ?? Acme,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"user{Interlocked.Increment(ref names)}"),
            email,
            hasPassword
        );

    /// <summary>The types of what the organization's activity says of the user, oldest first.</summary>
    protected async Task<IReadOnlyList<string>> EventsOfAsync(PortalUser user)
    {
        await using var view = await Portal.InsideAsync(user.OrganizationId);
        return
        [
            .. view
                .Db.Set<Portico.Platform.Audit.OrganizationEvent>()
                .Where(e => e.TargetId == user.Id && e.Type != "user-added")
                .OrderBy(e => e.At)
                .AsEnumerable()
                .Select(e => e.Type),
        ];
    }
}

/// <summary>A portal with Acme and Bolt, whose settings are the usual ones.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    public TestPortal Portal { get; } = new();
    public ObjectId Acme { get; private set; }
    public ObjectId Bolt { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var ids = await Portal.AddOrganizationsAsync("Acme", "Bolt");
        (Acme, Bolt) = (ids[0], ids[1]);
    }

    public ValueTask DisposeAsync()
    {
        Portal.Dispose();
        return ValueTask.CompletedTask;
    }
}
