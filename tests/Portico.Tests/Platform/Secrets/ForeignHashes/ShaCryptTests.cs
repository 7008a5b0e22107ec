using System.Text;
using CsCheck;
using Portico.Platform.Secrets.ForeignHashes;

namespace Portico.Tests.Platform.Secrets.ForeignHashes;

public sealed class ShaCryptTests
{
    /// <summary>By libxcrypt: lengths around those of the digests, where the sequences wrap.</summary>
    [Theory]
    [InlineData(
        0,
        "rdFNLBPEHvfx4g4nFDMvJ0o3kXiyRg0qAv0o6IZ8fH1",
        "fF8dhKEe5MbwSNfQSgy8ElxX/viV39tkXc3l28xnE1Sinc1Hxssw2BrPQ86DmrPP/M6iOdRGeuHNZVvd7pFT61"
    )]
    [InlineData(
        1,
        "H3vv1CxT/EX85M.t9gezBjMcpDFoPPRUZxen3rEyvL9",
        "RZTZFsFuHAEoGRfh9Yjlv.X/iCV.ZblltM6s4fUfkIWn7RdeuKdjL/slPugZXPuFy1cGg4EH.ZnoUH2sd2gW90"
    )]
    [InlineData(
        31,
        "NE/N8OGqvjmuPE7sOIv8J1F4QNZ4AgoKQ29xE9HzDb5",
        "KpLJAzLmoVYL2x47UncZfpezNB9GTKgf963zf09eP/Zbo7k6mrCTuzk/4aiZyh3xhB6YXwYDyRB4UUfIxmyqh0"
    )]
    [InlineData(
        32,
        "Oj9i9H0fjQoBMsdMT9sscqzbQ3dxPAwiDMfNcli7sS2",
        "1kn4Nk2PCGsOWbXdWdSNukjuyDTLGECYtMFA33cIR046C1rec3mmlks4gbr05g49JGCCTniTRFMjViCL88ZmM/"
    )]
    [InlineData(
        33,
        "M3RAJM3wYZ1vWhd45LhFV4LlI6TjYih477ydoYAKX64",
        "8yluAExcgrNF5Ie7cHFnQYZNCc1EWMqA464.03KKYvOv1KbT/LudjqepoBO8/FneOmc843lCMBkXfPLb9OuLC."
    )]
    [InlineData(
        63,
        "Rk.qTK9Bt7JkE7bZRbRkK84kkPYgoc9en4ogWMFfEv.",
        "1mlR8Bguq2dKuazTgGam4vpdm4PtxKCjUpGW0CsD35aCLWBAnSTm56yxEJ.EJSlJdn4m4yAYaONTQ2vUINnvn/"
    )]
    [InlineData(
        64,
        "vJ3WMeTLU6fyGZsa1mZDQlEJAmFIuefyhufwYoAwBG3",
        "PWbLPLyAX1IR6GKaIPTwY/JrUT1tmbwucUqtdRiVLsGTRf3jlIwcoFtkXbGObzpsUxeYtEXt3mDPsA3w9VcIg1"
    )]
    [InlineData(
        65,
        "cw6xdprMR24MxwrkJkV8uYHl2v9N1gwY963hE7eZvi0",
        "er83HJphW7GqmTbs4H/df51Z3ZgSRxaL40TYdmUrKQI62AF3sHqVL/PXbVhnp2KfFRml3CakwfN.zt3Nxp5u1/"
    )]
    [InlineData(
        128,
        "INtgEp1RiEzTZBemRQydFQ6Bsyc/5virkcfQV53Pk9A",
        "U8w5HbdBvnPpIbbVxtIb1WqqXb9IoLZJPXCxIvrRj3fZNrgLIdf7w/nCcVDzFqczQle2G9fhAksagGALXD38M/"
    )]
    [InlineData(
        200,
        "7aVQy.0M5YYtZPnCBPi4KMnjnr5mPnkS9HwjZ6e70y6",
        "ON2gjzIkUVnDmBp.CXifwZmio.2jJ7h0BeyMfde3q.riByUtHv0Ou8Sn02zJVJ97W3GKylIHNJUXkpfrkooZ4."
    )]
    [InlineData(
        256,
        "kIK0FwAJhbwdSiyW63iJ8hx7xUxBxPwOCp5OidwI1y1",
        "TWGORV0z1zR97nB7PQnqMZkQ.4c0sOJFoJfGgKogD4VbF2TxlaZpP2PDRiPGTdUFGpr6reXAwTXfdJWFAo0xU."
    )]
    public void Hashes_as_crypt_does_whatever_the_length(int length, string sha256, string sha512)
    {
        var password = Encoding.ASCII.GetBytes(new string('k', length));
        var salt = "sixteenchars1234"u8.ToArray();

        Assert.Equal(sha256, ShaCrypt.Sha256.Hash(password, salt, 1000));
        Assert.Equal(sha512, ShaCrypt.Sha512.Hash(password, salt, 1000));
    }

    [Fact]
    public void What_is_hashed_is_read_back() =>
        Gen.Select(Gen.String[Gen.Char[' ', '\u04ff'], 1, 40], Gen.String[Gen.Char["./aZ9k"], 1, 16], Gen.Bool)
            .Sample(
                (password, salt, isLong) =>
                {
                    var function = isLong ? ShaCrypt.Sha512 : ShaCrypt.Sha256;
                    var hash = function.Hash(Encoding.UTF8.GetBytes(password), Encoding.ASCII.GetBytes(salt), 1000);
                    return ForeignHash.Read($"${(isLong ? 6 : 5)}$rounds=1000${salt}${hash}").Hash!.Matches(password);
                },
                iter: 40,
                threads: 1
            );
}
