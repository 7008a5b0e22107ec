using System.Text;

namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>The texts in which programs keep PBKDF2 hashes.</summary>
internal static class Pbkdf2Forms
{
    private const string Malformed = "This PBKDF2 hash is malformed.";

    /// <summary>
    /// passlib's <c>$pbkdf2-sha256$29000$salt$hash</c>, where <c>$pbkdf2$</c> alone means SHA-1; and the PHC string format's
    /// <c>$pbkdf2-sha256$i=29000,l=32$salt$hash</c>.
    /// </summary>
    public static HashReading ReadPhc(string text)
    {
        if (text.Split('$') is not ["", var name, var cost, var salt, var hash])
        {
            return Malformed;
        }

        var algorithm = Pbkdf2Hash.Named(
            name is "pbkdf2" ? "sha1"
            : name.StartsWith("pbkdf2-", StringComparison.Ordinal) ? name[7..]
            : ""
        );
        var saltBytes = HashText.Unpadded(salt);
        var hashBytes = HashText.Unpadded(hash);
        return cost.Split(',') switch
        {
            [['i', '=', .. var rounds], ['l', '=', .. var length]] when HashText.Number(length) == hashBytes?.Length => Of(rounds),
            [['i', '=', .. var rounds]] => Of(rounds),
            [var rounds] => Pbkdf2Hash.OfDigest(text, algorithm, HashText.Number(rounds), saltBytes, hashBytes),
            _ => Malformed,
        };

        HashReading Of(string rounds) => Pbkdf2Hash.Of(text, algorithm, HashText.Number(rounds), saltBytes, hashBytes);
    }

    /// <summary>Django's <c>pbkdf2_sha256$600000$salt$hash</c>: the salt is text, the hash base64.</summary>
    public static HashReading ReadDjango(string text) =>
        text.Split('$') is [var name, var rounds, var salt, var hash]
            ? Pbkdf2Hash.OfDigest(
                text,
                Pbkdf2Hash.Named(name["pbkdf2_".Length..]),
                HashText.Number(rounds),
                Encoding.ASCII.GetBytes(salt),
                HashText.Padded(hash)
            )
            : Malformed;

    /// <summary>OpenLDAP's <c>{PBKDF2-SHA256}10000$salt$hash</c> (its module pw-pbkdf2).</summary>
    public static HashReading ReadLdap(string text) =>
        text["{PBKDF2-".Length..].Split('}', '$') is [var name, var rounds, var salt, var hash]
            ? Pbkdf2Hash.OfDigest(text, Pbkdf2Hash.Named(name), HashText.Number(rounds), HashText.Unpadded(salt), HashText.Unpadded(hash))
            : Malformed;
}
