using System.IO.Compression;
using System.Text;
using Portico.Saml.Bindings;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Bindings;

public sealed class RedirectBindingTests
{
    [Fact]
    public void Takes_a_signed_request_with_its_relay_state()
    {
        var request = Sp.ReceiveQuery(Sp.Query(Sp.AuthnRequest(), "a b&c=ü", Keys.SpSigner)).Require();

        Assert.True(request.IsSigned);
        Assert.Equal("_request", request.Id);
        Assert.Equal("a b&c=ü", request.RelayState);
    }

    [Fact]
    public void Takes_a_request_signed_with_ecdsa()
    {
        var query = Sp.Query(Sp.AuthnRequest(), null, Keys.EcdsaSigner);

        Assert.True(Sp.ReceiveQuery(query, [Keys.Certificate(Keys.Ecdsa)]).Require().IsSigned);
    }

    [Fact]
    public void Takes_an_unsigned_request_as_unsigned() =>
        Assert.False(Sp.ReceiveQuery("?" + Sp.Query(Sp.AuthnRequest())).Require().IsSigned);

    [Fact]
    public void Takes_a_signature_as_unsigned_when_no_certificate_is_known() =>
        Assert.False(Sp.ReceiveQuery(Sp.Query(Sp.AuthnRequest(), null, Keys.SpSigner), []).Require().IsSigned);

    /// <summary>Lower-case escapes and others than ours: what counts is what was sent.</summary>
    [Fact]
    public void Verifies_the_query_as_it_was_sent()
    {
        var deflated = Uri.EscapeDataString(Convert.ToBase64String(Deflate.Shrink(Encoding.UTF8.GetBytes(Sp.AuthnRequest()))));
        var odd =
            $"SAMLRequest={deflated.ToLowerInvariantEscapes()}&RelayState=%61b+c&SigAlg=http%3a%2f%2fwww.w3.org%2f2001%2f04%2fxmldsig-more%23rsa-sha256";
        var signature = Uri.EscapeDataString(Convert.ToBase64String(Keys.SpSigner.Sign(Encoding.UTF8.GetBytes(odd))));

        var request = Sp.ReceiveQuery($"x=1&{odd}&Signature={signature}").Require();

        Assert.True(request.IsSigned);
        Assert.Equal("ab c", request.RelayState);
    }

    [Fact]
    public void Verifies_whatever_the_order_of_the_parameters()
    {
        var parts = Sp.Query(Sp.AuthnRequest(), "there", Keys.SpSigner).Split('&').Reverse();

        Assert.True(Sp.ReceiveQuery(string.Join('&', parts)).Require().IsSigned);
    }

    [Theory]
    [InlineData("RelayState=there", "RelayState=elsewhere")]
    [InlineData("RelayState=there", "")]
    [InlineData("rsa-sha256", "rsa-sha512")]
    public void Refuses_a_query_that_was_changed(string from, string to) =>
        Refused.With(
            "saml-signature-wrong",
            Sp.ReceiveQuery(Sp.Query(Sp.AuthnRequest(), "there", Keys.SpSigner).Replace(from, to, StringComparison.Ordinal))
        );

    [Fact]
    public void Refuses_another_message_under_the_same_signature()
    {
        var signed = Sp.Query(Sp.AuthnRequest(), null, Keys.SpSigner);
        var other = Sp.Query(Sp.AuthnRequest("ForceAuthn='true'"));

        Refused.With("saml-signature-wrong", Sp.ReceiveQuery(other + signed[signed.IndexOf("&SigAlg", StringComparison.Ordinal)..]));
    }

    [Fact]
    public void Refuses_the_signature_of_somebody_else() =>
        Refused.With("saml-signature-wrong", Sp.ReceiveQuery(Sp.Query(Sp.AuthnRequest(), null, Keys.AttackerSigner)));

    [Theory]
    [InlineData("http://www.w3.org/2000/09/xmldsig#rsa-sha1")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")]
    [InlineData("http://www.w3.org/2000/09/xmldsig#dsa-sha1")]
    [InlineData("none")]
    [InlineData("")]
    public void Refuses_algorithms_that_are_not_on_the_list(string algorithm)
    {
        var query = $"{Sp.Query(Sp.AuthnRequest())}&SigAlg={Uri.EscapeDataString(algorithm)}";
        var signature = Convert.ToBase64String(Keys.SpSigner.Sign(Encoding.UTF8.GetBytes(query)));

        Refused.With("saml-signature-algorithm", Sp.ReceiveQuery($"{query}&Signature={Uri.EscapeDataString(signature)}"));
    }

    [Fact]
    public void Refuses_an_algorithm_that_no_known_key_is_for() =>
        Refused.With("saml-signature-no-key", Sp.ReceiveQuery(Sp.Query(Sp.AuthnRequest(), null, Keys.EcdsaSigner)));

    [Fact]
    public void Refuses_a_key_that_is_too_short()
    {
        using var weak = new Saml.Signatures.SamlSigner(Keys.Weak);

        Refused.With("saml-signature-weak-key", Sp.ReceiveQuery(Sp.Query(Sp.AuthnRequest(), null, weak), [Keys.Certificate(Keys.Weak)]));
    }

    [Theory]
    [InlineData("{0}&SAMLRequest=x", "saml-binding-twice")]
    [InlineData("{0}&SAMLResponse=x", "saml-binding-twice")]
    [InlineData("{0}&RelayState=a&RelayState=a", "saml-binding-twice")]
    [InlineData("{0}&SAML%52equest=x", "saml-binding-parameter")]
    [InlineData("{0}&samlrequest=x", "saml-binding-parameter")]
    [InlineData("{0}&RelayState=%zz", "saml-binding-parameter")]
    [InlineData("{0}&RelayState=%ff", "saml-binding-parameter")]
    [InlineData("{0}&SigAlg=x", "saml-binding-signature")]
    [InlineData("{0}&Signature=x", "saml-binding-signature")]
    [InlineData("{0}&SigAlg=x&Signature=%25", "saml-binding-signature")]
    [InlineData("{0}&SAMLEncoding=gzip", "saml-binding-encoding")]
    [InlineData("", "saml-binding-no-message")]
    [InlineData("a=b&c", "saml-binding-no-message")]
    [InlineData("SAMLRequest", "saml-binding-deflate")]
    [InlineData("SAMLRequest=%25%25", "saml-binding-base64")]
    [InlineData("SAMLRequest=%zz", "saml-binding-base64")]
    [InlineData("SAMLRequest=YWJj", "saml-binding-deflate")]
    public void Refuses_parameters_that_can_be_read_in_two_ways_or_none(string query, string code) =>
        Refused.With(
            code,
            Sp.ReceiveQuery(string.Format(System.Globalization.CultureInfo.InvariantCulture, query, Sp.Query(Sp.AuthnRequest())))
        );

    [Fact]
    public void Takes_the_encoding_said_to_be_deflate() =>
        Assert.True(
            Sp.ReceiveQuery(
                Sp.Query(Sp.AuthnRequest()) + "&SAMLEncoding=urn%3Aoasis%3Anames%3Atc%3ASAML%3A2.0%3Abindings%3AURL-Encoding%3ADEFLATE"
            ).Succeeded
        );

    [Theory]
    [InlineData(80, true)]
    [InlineData(81, false)]
    public void Takes_a_relay_state_of_80_bytes_and_no_more(int bytes, bool taken)
    {
        // Two bytes each.
        var relayState = new string('ü', bytes / 2) + new string('a', bytes % 2);

        var result = Sp.ReceiveQuery(Sp.Query(Sp.AuthnRequest(), relayState));

        Assert.Equal(taken ? null : "saml-binding-relay-state", result.Refusal?.Code);
    }

    [Fact]
    public void Refuses_what_grows_without_bound_when_inflated()
    {
        using var bomb = new MemoryStream();
        using (var deflate = new DeflateStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var megabyte = 0; megabyte < 30; megabyte++)
            {
                deflate.Write(new byte[1024 * 1024]);
            }
        }

        Refused.With("saml-xml-too-large", Sp.ReceiveQuery("SAMLRequest=" + Uri.EscapeDataString(Convert.ToBase64String(bomb.ToArray()))));
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    [InlineData(9_000, false)]
    public void Inflates_up_to_the_bound_and_no_further(int bytes, bool taken) =>
        Assert.Equal(taken ? null : "saml-xml-too-large", Deflate.Inflate(Deflate.Shrink(new byte[bytes]), 1_000).Refusal?.Code);

    [Fact]
    public void Refuses_a_query_without_end() =>
        Refused.With("saml-xml-too-large", Sp.ReceiveQuery("SAMLRequest=" + new string('a', 70_000)));

    /// <summary>SAML bindings §3.4.4.1: such a signature must be removed before sending; verified or not, it would be a second meaning.</summary>
    [Fact]
    public void Refuses_a_signature_inside_the_message_instead_of_one_in_the_query() =>
        Refused.With("saml-signature-in-redirect", Sp.ReceiveQuery(Sp.Query(FrameworkXml.Sign(Sp.AuthnRequest()))));

    /// <summary>As pysaml2 sends its logout answers. The query's signature covers the other one.</summary>
    [Fact]
    public void Goes_by_the_signature_in_the_query_where_there_is_one_inside_the_message_too()
    {
        var query = Sp.Query(FrameworkXml.Sign(Sp.AuthnRequest()), "state", Keys.SpSigner);

        Assert.True(Sp.ReceiveQuery(query).Require().IsSigned);
        Refused.With("saml-signature-wrong", Sp.ReceiveQuery(query.Replace("state", "other", StringComparison.Ordinal)));
    }

    [Fact]
    public void Takes_no_signature_inside_the_message_for_a_wrong_one_in_the_query()
    {
        var query = Sp.Query(FrameworkXml.Sign(Sp.AuthnRequest()), null, Keys.IdpSigner);

        Refused.With("saml-signature-wrong", Sp.ReceiveQuery(query));
    }

    [Fact]
    public void Keeps_the_query_of_the_endpoint()
    {
        var address = RedirectBinding.Encode(
            "https://sp.example/slo?tenant=1",
            new SamlOutgoing("<a/>"u8.ToArray(), IsRequest: false),
            null,
            null
        );

        Assert.StartsWith("https://sp.example/slo?tenant=1&SAMLResponse=", address, StringComparison.Ordinal);
    }
}

internal static class EscapeCase
{
    public static string ToLowerInvariantEscapes(this string text) =>
        text.Replace("%2B", "%2b", StringComparison.Ordinal)
            .Replace("%2F", "%2f", StringComparison.Ordinal)
            .Replace("%3D", "%3d", StringComparison.Ordinal);
}
