using System.Globalization;
using System.Text;
using Portico.Saml.Bindings;
using Portico.Saml.Logout;
using Portico.Saml.Metadata;
using Portico.Saml.Requests;
using Portico.Saml.Signatures;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests;

/// <summary>
/// Thousands of messages, each a good one with something done to it, the same at every run: nothing but refusals may come of it, or the
/// very values that were signed.
/// </summary>
public sealed class MutationTests
{
    private static readonly string[] Scraps =
    [
        "<!-- -->",
        "<!DOCTYPE a>",
        "<?x y?>",
        "&#0;",
        "&#xD;",
        "&amp;",
        "]]>",
        "<![CDATA[x]]>",
        "\0",
        "\uFEFF",
        "😀",
        "\"",
        "'",
        "<",
        ">",
        "=",
        "/>",
        " ",
        "\r\n",
        " ID=\"_request\"",
        " Id=\"_request\"",
        " xmlns=\"\"",
        " xmlns:samlp=\"urn:x\"",
        "<samlp:Extensions/>",
        "<saml:Issuer>https://evil.example</saml:Issuer>",
        "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>",
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
        "9999-12-31T23:59:59.9999999Z",
        "0001-01-01T00:00:00Z",
        "P9999999999Y",
        "-1",
        "65536",
        "true",
    ];

    [Fact]
    public void Nothing_done_to_a_signed_request_changes_what_is_read_from_it()
    {
        var good = FrameworkXml.Sign(
            Sp.AuthnRequest(
                $"ForceAuthn='true' AssertionConsumerServiceURL='{Sp.Acs}'",
                children: "<samlp:NameIDPolicy AllowCreate='true'/>"
            )
        );
        var expected = Sp.Receive(good).Require();
        var taken = 0;
        foreach (var xml in Mutations(good, 6_000, seed: 1))
        {
            // What is no longer signed is refused later, by the check that wants a signature.
            if (Sp.Receive(xml) is { Succeeded: true, Value.IsSigned: true } result)
            {
                taken++;
                Assert.Equal(expected, result.Value);
            }
        }

        // White space within marks, KeyInfo and the like: some do no harm, and show that the run gets so far.
        Assert.InRange(taken, 20, 3_000);
    }

    [Fact]
    public void Nothing_done_to_a_signed_logout_changes_what_is_read_from_it()
    {
        var good = FrameworkXml.Sign(Sp.LogoutRequest("anna@acme.example", "NotOnOrAfter='2026-11-26T08:05:00Z'"));
        var expected = Sp.ReceiveLogout(good).Require();
        foreach (var xml in Mutations(good, 4_000, seed: 2))
        {
            if (Sp.ReceiveLogout(xml) is { Succeeded: true, Value.IsSigned: true } result)
            {
                Assert.Equal(expected.SessionIndexes, result.Value.SessionIndexes);
                Assert.Equal(expected, result.Value with { SessionIndexes = expected.SessionIndexes });
            }
        }
    }

    [Fact]
    public void Nothing_done_to_a_signed_query_changes_what_is_read_from_it()
    {
        var good = Sp.Query(Sp.AuthnRequest("ForceAuthn='true'"), "there", Keys.SpSigner);
        var expected = Sp.ReceiveQuery(good).Require();
        foreach (var query in Mutations(good, 6_000, seed: 3))
        {
            if (Sp.ReceiveQuery(query) is { Succeeded: true, Value.IsSigned: true } result)
            {
                Assert.Equal(expected, result.Value);
            }
        }
    }

    /// <summary>Unsigned, whatever is read stays within its bounds, and every check can be asked.</summary>
    [Fact]
    public void Nothing_done_to_an_unsigned_message_ends_in_an_exception()
    {
        var request = Sp.AuthnRequest(
            "ForceAuthn='true' AssertionConsumerServiceIndex='7'",
            children: "<saml:Subject><saml:NameID>a</saml:NameID></saml:Subject><samlp:RequestedAuthnContext><saml:AuthnContextClassRef>a</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>"
        );
        foreach (var xml in Mutations(request, 6_000, seed: 4))
        {
            if (Sp.Receive(xml) is { Succeeded: true } result)
            {
                _ = AuthnRequestCheck.Check(result.Value, Sp.Metadata, [Sp.Sso], Sp.Now);
            }
        }

        foreach (var xml in Mutations(Sp.LogoutRequest(attributes: "NotOnOrAfter='2026-11-26T08:05:00Z'"), 4_000, seed: 5))
        {
            if (Sp.ReceiveLogout(xml) is { Succeeded: true } result)
            {
                _ = (result.Value with { IsSigned = true }).Check(Sp.EntityId, [Sp.IdpSlo], Sp.Now);
            }
        }

        foreach (var xml in Mutations(Sp.LogoutResponse(), 4_000, seed: 6))
        {
            if (Sp.PostResponse(xml) is { Succeeded: true } incoming)
            {
                _ = LogoutResponse.Read(incoming.Value.Check([]).Require());
            }
        }
    }

    [Fact]
    public void Nothing_done_to_metadata_ends_in_an_exception()
    {
        var certificate = Convert.ToBase64String(Keys.Ecdsa.Certificate);
        var good = $"""
            <md:EntityDescriptor xmlns:md="{SamlNamespaces.Metadata}" entityID="{Sp.EntityId}" validUntil="2027-01-01T00:00:00Z" cacheDuration="P1D">
              <md:SPSSODescriptor protocolSupportEnumeration="{SamlNamespaces.Protocol}" AuthnRequestsSigned="true">
                <md:KeyDescriptor><ds:KeyInfo xmlns:ds="{SamlNamespaces.Signature}"><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
                <md:SingleLogoutService Binding="{SamlBindings.Redirect}" Location="{Sp.Slo}"/>
                <md:AssertionConsumerService index="1" isDefault="true" Binding="{SamlBindings.Post}" Location="{Sp.Acs}"/>
              </md:SPSSODescriptor>
            </md:EntityDescriptor>
            """;
        var read = 0;
        foreach (var xml in Mutations(good, 6_000, seed: 7))
        {
            var result = ServiceProviderMetadata.Read(Encoding.UTF8.GetBytes(xml));
            read += result.Succeeded ? 1 : 0;
            Assert.True(!result.Succeeded || result.Value.AssertionConsumerServices.All(a => EndpointUrl.IsAllowed(a.Location)));
        }

        Assert.InRange(read, 100, 5_900);
    }

    /// <summary>Bytes, and not only texts: broken UTF-8, UTF-16 marks, DEFLATE streams that end or lie.</summary>
    [Fact]
    public void No_bytes_end_in_an_exception()
    {
        var dice = new Dice(8);
        var xml = Encoding.UTF8.GetBytes(FrameworkXml.Sign(Sp.AuthnRequest()));
        var deflated = Deflate.Shrink(xml);
        for (var round = 0; round < 6_000; round++)
        {
            var isDeflated = round % 2 == 0;
            var bytes = (isDeflated ? deflated : xml).ToArray();
            for (var changes = dice.Next(4); changes >= 0; changes--)
            {
                bytes[dice.Next(bytes.Length)] = (byte)dice.Next(256);
            }

            bytes = bytes[..(dice.Next(5) == 0 ? dice.Next(bytes.Length) : bytes.Length)];
            var text = Convert.ToBase64String(bytes);
            var incoming = isDeflated
                ? RedirectBinding.Decode("SAMLRequest=" + Uri.EscapeDataString(text))
                : PostBinding.Decode(text, null, null);
            _ = incoming.Succeeded ? incoming.Value.Check(Sp.Certificates).Refusal : incoming.Refusal;
        }
    }

    /// <summary>Certificates come from metadata that anybody may upload.</summary>
    [Fact]
    public void No_certificate_ends_in_an_exception()
    {
        var (rsa, ecdsa) = (Keys.SpSigner.Sign("text"u8), Keys.EcdsaSigner.Sign("text"u8));
        var dice = new Dice(9);
        var read = 0;
        for (var round = 0; round < 1_500; round++)
        {
            var pair = round % 2 == 0 ? Keys.Ecdsa : Keys.Sp;
            var bytes = pair.Certificate.ToArray();
            for (var changes = dice.Next(3); changes >= 0; changes--)
            {
                bytes[dice.Next(bytes.Length)] = (byte)dice.Next(256);
            }

            if (SamlCertificate.Read(bytes) is { Succeeded: true } result)
            {
                read++;
                _ = SignatureCheck.Check("text"u8, rsa, Keys.SpSigner.Method, [result.Value]);
                _ = SignatureCheck.Check("text"u8, ecdsa, Keys.EcdsaSigner.Method, [result.Value]);
            }
        }

        Assert.InRange(read, 100, 1_500);
    }

    /// <summary>Signatures of every length: none is one, and none is an error of the framework's.</summary>
    [Fact]
    public void No_length_of_a_signature_ends_in_an_exception()
    {
        SamlCertificate[] certificates = [Keys.Certificate(Keys.Sp), Keys.Certificate(Keys.Ecdsa)];
        for (var length = 0; length < 600; length++)
        {
            Assert.NotNull(SignatureCheck.Check("text"u8, new byte[length], Keys.SpSigner.Method, certificates));
            Assert.NotNull(SignatureCheck.Check("text"u8, new byte[length], Keys.EcdsaSigner.Method, certificates));
        }
    }

    private static IEnumerable<string> Mutations(string good, int count, ulong seed)
    {
        var dice = new Dice(seed);
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder(good);
            for (var changes = dice.Next(3); changes >= 0; changes--)
            {
                Mutate(text, dice);
            }

            yield return text.ToString();
        }
    }

    private static void Mutate(StringBuilder text, Dice dice)
    {
        var at = dice.Next(text.Length);
        var length = Math.Min(dice.Next(40), text.Length - at);
        switch (dice.Next(7))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(dice.Next(text.Length), text.ToString(at, length));
                break;
            case 2:
                text[at] = (char)dice.Next(128);
                break;
            case 3:
                text.Insert(at, dice.Pick(Scraps));
                break;
            case 4:
                text.Remove(at, length).Insert(at, dice.Pick(Scraps));
                break;
            case 5:
                text.Insert(at, ((char)dice.Next(0x10000)).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                // A mark or value whole, somewhere else.
                text.Insert(at, dice.Pick(text.ToString().Split(['<', '"'])));
                break;
        }

        if (text.Length == 0)
        {
            text.Append('<');
        }
    }
}
