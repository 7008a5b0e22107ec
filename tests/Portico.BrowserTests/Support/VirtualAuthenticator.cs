namespace Portico.BrowserTests.Support;

/// <summary>
/// A device in a tab that makes and uses passkeys: Chromium's own, by its protocol. It presses the button and verifies the person at
/// once, and where the browser proposes a passkey by itself, it takes that too.
/// </summary>
public sealed class VirtualAuthenticator
{
    private readonly ICDPSession protocol;
    private readonly string id;

    private VirtualAuthenticator(ICDPSession protocol, string id) => (this.protocol, this.id) = (protocol, id);

    public static async Task<VirtualAuthenticator> InAsync(IPage page)
    {
        var opened = await page.Context.NewCDPSessionAsync(page);
        await opened.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
            ["automaticPresenceSimulation"] = true,
        };
        var added = await opened.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
        return new(opened, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>From now on the person is not recognized.</summary>
    public Task ForgetPersonAsync() =>
        protocol.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = false });

    /// <summary>Waits until that many passkeys are on it, at most 5 seconds.</summary>
    public async Task HasAsync(int number)
    {
        for (var tries = 0; tries < 50 && await CountAsync() != number; tries++)
        {
            await Task.Delay(100);
        }

        Assert.Equal(number, await CountAsync());
    }

    private async Task<int> CountAsync()
    {
        var found = await protocol.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id });
        return found!.Value.GetProperty("credentials").GetArrayLength();
    }

    /// <summary>A browser that proposes no passkey by itself, as some do: it must be asked.</summary>
    public static Task ProposesNothingAsync(IPage page) =>
        page.AddInitScriptAsync("delete PublicKeyCredential.isConditionalMediationAvailable");
}
