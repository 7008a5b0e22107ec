namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>The forms of password hashes, told apart by how they begin; those that are not taken have their reason.</summary>
internal static class ForeignForms
{
    private const string Taken =
        "bcrypt ($2b$…), PBKDF2 ($pbkdf2-sha256$…, pbkdf2_sha256$…, {PBKDF2-SHA256}…, ASP.NET Identity), salted SHA ({SSHA512}…), SHA-crypt ($6$…)";
    private const string Reset = "Import the user without it, to choose a new password.";
    private const string Unknown = $"The password hash is of no form that can be taken. Those are: {Taken}.";
    private const string Unsalted = $"A hash without salt is too weak to be taken. {Reset}";
    private const string Weak = $"DES and MD5 are too weak to be taken. {Reset}";
    private const string Untaken = $"This kind of password hash can't be taken. Those that can: {Taken}.";
    private const string Locked = $"The password is locked (the hash begins with ! or *). {Reset}";

    // RFC 2307 §5.3: the name of the scheme in braces, without regard to case.
    private static readonly (string Start, Func<string, HashReading> Reader)[] forms =
    [
        ("$2a$", BcryptHash.Read),
        ("$2b$", BcryptHash.Read),
        ("$2y$", BcryptHash.Read),
        ("$2x$", _ => $"$2x$ marks bcrypt hashes of a faulty program, which can't be taken. {Reset}"),
        ("$pbkdf2", Pbkdf2Forms.ReadPhc),
        ("pbkdf2_", Pbkdf2Forms.ReadDjango),
        ("{PBKDF2-", Pbkdf2Forms.ReadLdap),
        ("{SSHA", SaltedShaHash.Read),
        ("$5$", ShaCryptHash.Read),
        ("$6$", ShaCryptHash.Read),
        ("{CRYPT}", ReadCrypt),
        ("{SHA", _ => Unsalted),
        ("{MD5}", _ => Unsalted),
        ("{SMD5}", _ => Weak),
        ("$1$", _ => Weak),
        ("$apr1$", _ => Weak),
        ("!", _ => Locked),
        ("*", _ => Locked),
        ("$", _ => Untaken),
        ("{", _ => Untaken),
    ];

    private static readonly string[] ofCrypt = ["$2", "$5$", "$6$", "$1$", "!", "*"];

    public static Func<string, HashReading> ReaderOf(string text)
    {
        foreach (var (start, reader) in forms)
        {
            if (text.StartsWith(start, start[0] is '{' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            {
                return reader;
            }
        }

        return IdentityHash.IsLike(text) ? IdentityHash.Read
            : IsLikeDes(text) ? _ => Weak
            : _ => Unknown;
    }

    // OpenLDAP keeps crypt(3) hashes under this name; what follows it is one of theirs, or of the form that has no mark.
    private static HashReading ReadCrypt(string text)
    {
        var crypted = text["{CRYPT}".Length..];
        return ofCrypt.Any(start => crypted.StartsWith(start, StringComparison.Ordinal)) ? ReaderOf(crypted)(crypted)
            : IsLikeDes(crypted) ? Weak
            : Untaken;
    }

    // crypt(5): two characters of salt and eleven of hash.
    private static bool IsLikeDes(string text) => text.Length == 13 && text.All(HashText.IsCryptDigit);
}
