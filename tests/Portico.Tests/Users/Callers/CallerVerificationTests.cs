using System.Text.RegularExpressions;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Actions;
using Portico.Users.Callers;
using Portico.Users.Passwords;

namespace Portico.Tests.Users.Callers;

public sealed partial class CallerVerificationTests(DirectoryFixture directory) : IClassFixture<DirectoryFixture>
{
    private TestPortal Portal => directory.Portal;

    [Fact]
    public async Task Where_it_is_demanded_nothing_is_reset_before_the_caller_told_the_mailed_code()
    {
        var name = directory.NewName("caller");
        var id = await UserAsync(name);
        await DemandAsync(true);
        var hugo = Portal.AddTechnician(Portal.Northwind, "Hugo", directory.NewName("Helper"), Role.HelpDesk);

        Assert.Equal(
            "caller-not-verified",
            (await hugo.Does<ResetUserPasswords>().RunAsync(directory.Acme, One(id))).Require().Results[0].Problem
        );
        Assert.IsType<CallerNotVerifiedYet>(
            (await Portal.Anna.Does<SetUserPassword>().RunAsync(directory.Acme, new() { Id = id, Password = "other-Harbour-48" })).Problem
        );
        Assert.IsType<NoCallerCode>((await VerifyAsync(hugo, id, "123456")).Problem);

        (await hugo.Does<SendCallerCode>().RunAsync(directory.Acme, new() { Id = id })).Require();
        var code = CodeIn(name);
        var wrong = (await VerifyAsync(hugo, id, code is "000000" ? "111111" : "000000")).Require();
        Assert.Equal((false, 4), (wrong.IsVerified, wrong.TriesLeft));
        // What Hugo was told counts for Hugo.
        Assert.IsType<NoCallerCode>((await VerifyAsync(Portal.Anna, id, code)).Problem);
        Assert.True((await VerifyAsync(hugo, id, $"{code[..3]} {code[3..]}")).Require().IsVerified);

        Assert.Null((await hugo.Does<ResetUserPasswords>().RunAsync(directory.Acme, One(id))).Require().Results[0].Problem);
        Assert.Equal(
            "caller-not-verified",
            (await Portal.Anna.Does<ResetUserPasswords>().RunAsync(directory.Acme, One(id))).Require().Results[0].Problem
        );
        Assert.Equal(
            ["caller-code-sent", "caller-not-verified", "caller-verified", "user-password-reset-sent"],
            (await directory.EventsOfAsync(id)).Select(e => e.Type).Where(t => t is not "user-added").Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(await directory.EventsOfAsync(id), e => e.Summary.Contains(code, StringComparison.Ordinal));

        Portal.Clock.Advance(CallerVerification.Validity + TimeSpan.FromMinutes(1));
        Assert.Equal(
            "caller-not-verified",
            (await hugo.Does<ResetUserPasswords>().RunAsync(directory.Acme, One(id))).Require().Results[0].Problem
        );
        await DemandAsync(false);
    }

    [Fact]
    public async Task A_code_ends_after_five_wrong_tries_and_after_ten_minutes()
    {
        var name = directory.NewName("tries");
        var id = await UserAsync(name);
        await Portal.Anna.Does<SendCallerCode>().RunAsync(directory.Acme, new() { Id = id });
        var code = CodeIn(name);
        for (var left = 4; left >= 0; left--)
        {
            Assert.Equal(left, (await VerifyAsync(Portal.Anna, id, "12345")).Require().TriesLeft);
        }

        Assert.IsType<NoCallerCode>((await VerifyAsync(Portal.Anna, id, code)).Problem);
        await Portal.Anna.Does<SendCallerCode>().RunAsync(directory.Acme, new() { Id = id });
        await Portal.Anna.Does<SendCallerCode>().RunAsync(directory.Acme, new() { Id = id });
        Assert.IsType<TooManyCallerCodes>((await Portal.Anna.Does<SendCallerCode>().RunAsync(directory.Acme, new() { Id = id })).Problem);
        Portal.Clock.Advance(CallerVerification.CodeLifetime + TimeSpan.FromSeconds(1));
        Assert.IsType<NoCallerCode>((await VerifyAsync(Portal.Anna, id, CodeIn(name))).Problem);
    }

    private async Task<ObjectId> UserAsync(string name) =>
        await directory.AddAsync(name, u => u.PasswordHash = "$2b$04$abcdefghijklmnopqrstuu5Lrp4sDYQJIVkSqDWhXZaTbHnZbJGfe");

    private async Task DemandAsync(bool isOn)
    {
        var settings = (
            await Portal.Anna.Does<GetDirectorySettings>().RunAsync(directory.Acme, Portico.Platform.Operations.Nothing.Instance)
        )
            .Require()
            .Settings;
        (
            await Portal.Anna.Does<UpdateDirectorySettings>().RunAsync(directory.Acme, settings with { RequiresCallerVerification = isOn })
        ).Require();
    }

    private async Task<Portico.Platform.Operations.Outcome<VerifyCaller.Result>> VerifyAsync(Person who, ObjectId id, string code) =>
        await who.Does<VerifyCaller>().RunAsync(directory.Acme, new() { Id = id, Code = code });

    private string CodeIn(string name) =>
        Portal
            .MailsTo($"{name}@acme.example")
            .Where(m => m.Subject!.StartsWith("Your code", StringComparison.Ordinal))
            .Select(m => Code().Match(m.Subject!).Value)
            .Last();

    private static UserSelection One(ObjectId id) => new() { Ids = [id] };

    [GeneratedRegex("[0-9]{6}", RegexOptions.None, 1_000)]
    private static partial Regex Code();
}
