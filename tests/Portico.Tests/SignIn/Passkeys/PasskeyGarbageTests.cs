using System.Buffers.Text;
using System.Text.Json.Nodes;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Passkeys;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn.Passkeys;

/// <summary>What no browser sends: every answer to it is a refusal, none a failure of the server.</summary>
public sealed class PasskeyGarbageTests(PasskeyPortal given) : IClassFixture<PasskeyPortal>
{
    private const int Nested = 5_000;

    public static TheoryData<string?> Garbage =>
        [
            (string?)null,
            "",
            "null",
            "7",
            "[]",
            "{}",
            "no JSON at all",
            "{\"id\":\"\0\"}",
            "\ud800",
            new string('[', Nested),
            string.Concat(Enumerable.Repeat("{\"a\":", 3_000)),
            "{\"id\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":null}",
            "{\"id\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{}}",
            "{\"id\":7,\"type\":[],\"clientExtensionResults\":9,\"response\":\"x\"}",
        ];

    [Theory]
    [MemberData(nameof(Garbage), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_answer_is_refused(string? credential)
    {
        var visitor = given.NewVisitor();
        var question = await visitor.AskedAsync<GetPasskeyQuestion>();
        Assert.Equal(
            new PasskeyRefused(),
            (await visitor.AnswerAsync(new() { Credential = credential, Challenge = question.SealedChallenge })).Problem
        );

        var pia = given.NewPerson();
        var offer = (await pia.Does<Portico.Administrators.Profile.Passkeys.GetPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
        Assert.Equal(new PasskeyNotMade(), (await given.AddAsync(pia, credential, offer.SealedChallenge)).Problem);
        Assert.Empty(given.PasskeysOf(pia));
    }

    [Fact]
    public async Task What_is_too_long_is_refused_before_anyone_reads_it()
    {
        var visitor = given.NewVisitor();
        var question = await visitor.AskedAsync<GetPasskeyQuestion>();
        var request = new PasskeyRequest
        {
            Credential = new string('x', PasskeyExchange.MaxAnswerLength + 1),
            Challenge = question.SealedChallenge,
        };

        Assert.Equal(nameof(request.Credential), (await visitor.AnswerAsync(request)).Problem?.Field);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made up")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_challenge_that_is_not_ours_is_none(string? challenge)
    {
        var (pia, device) = await given.WithPasskeyAsync();
        var visitor = given.NewVisitor();
        var question = await visitor.AskedAsync<GetPasskeyQuestion>();

        Assert.Equal(
            new PasskeyTooLate(),
            (await visitor.AnswerAsync(new() { Credential = device.Sign(question.Options), Challenge = challenge })).Problem
        );
        Assert.Equal(new PasskeyTooLate(), (await given.AddAsync(pia, "{}", challenge)).Problem);
    }

    /// <summary>Each part of a right answer, one after the other, cut, filled with noise, or made very long.</summary>
    [Theory]
    [InlineData("authenticatorData")]
    [InlineData("clientDataJSON")]
    [InlineData("signature")]
    [InlineData("userHandle")]
    public async Task A_part_that_is_spoilt_spoils_the_answer(string part)
    {
        var (_, device) = await given.WithPasskeyAsync();
        foreach (var spoilt in Spoilt())
        {
            var visitor = given.NewVisitor();
            var question = await visitor.AskedAsync<GetPasskeyQuestion>();
            var answer = JsonNode.Parse(device.Sign(question.Options))!;
            answer["response"]![part] = Base64Url.EncodeToString(spoilt);

            var refused = await visitor.AnswerAsync(new() { Credential = answer.ToJsonString(), Challenge = question.SealedChallenge });

            Assert.Equal(new PasskeyRefused(), refused.Problem);
        }
    }

    [Fact]
    public async Task An_attestation_that_is_no_CBOR_or_too_deep_makes_no_passkey()
    {
        var pia = given.NewPerson();
        using var device = given.NewDevice();
        foreach (var spoilt in Spoilt())
        {
            var offer = (await pia.Does<Portico.Administrators.Profile.Passkeys.GetPasskeyOffer>().RunAsync(Nothing.Instance)).Require();
            var answer = JsonNode.Parse(device.Make(offer.Options)!)!;
            answer["response"]!["attestationObject"] = Base64Url.EncodeToString(spoilt);

            Assert.Equal(new PasskeyNotMade(), (await given.AddAsync(pia, answer.ToJsonString(), offer.SealedChallenge)).Problem);
        }

        Assert.Empty(given.PasskeysOf(pia));
    }

    private static IEnumerable<byte[]> Spoilt()
    {
        // A fixed seed: what fails once fails always.
        var noise = new Random(20260301);
        yield return [];
        yield return [0];
        yield return new byte[37];
        // CBOR: arrays in arrays without end, a map of 2^64 - 1 entries, a text of 2^31 bytes that is not there.
        yield return [.. Enumerable.Repeat((byte)0x81, Nested)];
        yield return [0xbb, 255, 255, 255, 255, 255, 255, 255, 255];
        yield return [0x7a, 0x80, 0, 0, 0];
        for (var i = 0; i < 20; i++)
        {
            var bytes = new byte[noise.Next(1, 400)];
            noise.NextBytes(bytes);
            yield return bytes;
        }
    }
}
