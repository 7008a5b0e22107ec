using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portico.Tests.Support;

/// <summary>
/// A browser with an authenticator of the tests' own (WebAuthn §5, §6): P-256 keys, attestation "none". It does what it is asked, or, by
/// its switches, what one that is lying, cloned or led astray would do.
/// </summary>
public sealed class SoftwareAuthenticator(string relyingParty, string origin) : IDisposable
{
    private readonly Dictionary<string, (ECDsa Key, string User)> passkeys = new(StringComparer.Ordinal);

    public string RelyingParty { get; set; } = relyingParty;
    public string Origin { get; set; } = origin;
    public bool IsCrossOrigin { get; set; }
    public bool VerifiesUser { get; set; } = true;
    public bool IsBackedUp { get; set; }

    /// <summary>What it has counted; 0 stays 0, as on those that do not count.</summary>
    public uint Count { get; set; }

    /// <summary>Says this instead of the user's id that it keeps.</summary>
    public string? OtherUser { get; set; }

    /// <summary>Answers this instead of the challenge that it was given.</summary>
    public byte[]? OtherChallenge { get; set; }

    /// <summary>Calls the next passkey this, as one does that claims to have somebody else's.</summary>
    public byte[]? NextId { get; set; }

    /// <summary>Changes what is signed, after it was.</summary>
    public Action<byte[]>? Tamper { get; set; }

    public int Passkeys => passkeys.Count;

    public void Dispose()
    {
        foreach (var (key, _) in passkeys.Values)
        {
            key.Dispose();
        }
    }

    /// <summary>Makes a passkey; null when it has one of those that the question excludes, as a browser then refuses.</summary>
    public string? Make(string question)
    {
        var asked = JsonNode.Parse(question)!;
        if (asked["excludeCredentials"]?.AsArray().Any(c => passkeys.ContainsKey((string)c!["id"]!)) == true)
        {
            return null;
        }

        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = NextId ?? RandomNumberGenerator.GetBytes(32);
        passkeys.Add(Text(id), (key, Encoding.UTF8.GetString(Bytes((string)asked["user"]!["id"]!))));
        byte[] attested = [.. new byte[16], 0, 32, .. id, .. CoseOf(key)];
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString("none");
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString([.. Data(hasAttested: true), .. attested]);
        writer.WriteEndMap();
        return Answer(
            id,
            new()
            {
                ["clientDataJSON"] = Text(ClientData("webauthn.create", asked)),
                ["attestationObject"] = Text(writer.Encode()),
                ["transports"] = new JsonArray("internal", "hybrid", "carrier pigeon"),
            }
        );
    }

    /// <summary>Signs with a passkey that is asked for, or with any where none is named.</summary>
    public string Sign(string question)
    {
        var asked = JsonNode.Parse(question)!;
        var allowed = asked["allowCredentials"]?.AsArray().Select(c => (string)c!["id"]!).ToArray() ?? [];
        var id = passkeys.Keys.First(k => allowed.Length is 0 || allowed.Contains(k, StringComparer.Ordinal));
        return Sign(question, id);
    }

    /// <summary>Signs with the first passkey it has, asked for or not.</summary>
    public string SignUnasked(string question) => Sign(question, passkeys.Keys.First());

    private string Sign(string question, string id)
    {
        var (key, user) = passkeys[id];
        if (Count > 0)
        {
            Count++;
        }

        var data = Data(hasAttested: false);
        var client = ClientData("webauthn.get", JsonNode.Parse(question)!);
        var signature = key.SignData(
            [.. data, .. SHA256.HashData(client)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        Tamper?.Invoke(data);
        return Answer(
            Bytes(id),
            new()
            {
                ["clientDataJSON"] = Text(client),
                ["authenticatorData"] = Text(data),
                ["signature"] = Text(signature),
                ["userHandle"] = Text(Encoding.UTF8.GetBytes(OtherUser ?? user)),
            }
        );
    }

    private static string Answer(byte[] id, JsonObject response) =>
        new JsonObject
        {
            ["id"] = Text(id),
            ["rawId"] = Text(id),
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = response,
        }.ToJsonString();

    private byte[] ClientData(string type, JsonNode asked) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type,
                challenge = OtherChallenge is { } other ? Text(other) : (string)asked["challenge"]!,
                origin = Origin,
                crossOrigin = IsCrossOrigin,
            }
        );

    // WebAuthn §6.1: hash of the relying party's id, flags, counter.
    private byte[] Data(bool hasAttested)
    {
        var flags = 0x01 | (VerifiesUser ? 0x04 : 0) | (IsBackedUp ? 0x18 : 0) | (hasAttested ? 0x40 : 0);
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingParty)), (byte)flags, .. count];
    }

    // RFC 9053 §7.1.1: kty EC2, alg ES256, crv P-256, x, y.
    private static byte[] CoseOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            writer.WriteInt32(label);
            writer.WriteInt32(value);
        }

        writer.WriteInt32(-2);
        writer.WriteByteString(point.X!);
        writer.WriteInt32(-3);
        writer.WriteByteString(point.Y!);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
