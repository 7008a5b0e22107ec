namespace Portico.Tests.Platform.Secrets.ForeignHashes;

/// <summary>Hashes that other programs made, with their passwords.</summary>
internal static class KnownHashes
{
    public const string Password = "orbit-kettle-fjord";
    public const string Unicode = "pässwörd-кот-🦆";
    private const string Longer = "a very much longer text to encrypt.  This one even stretches over morethan one line.";

    public static TheoryData<string, string> All { get; } =
        new()
        {
            // crypt_blowfish's wrapper.c, and OpenBSD's and jBCrypt's tests.
            { "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U" },
            { "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe", "a" },
            // libxcrypt 4.4, by Python's crypt.
            { "$2b$04$CCCCCCCCCCCCCCCCCCCCC.vdP3vHdyuA/WcFFNfxzGuO0lIqfsNAy", Password },
            { "$2a$05$abcdefghijklmnopqrstuu3GebRy8S/6fQ1enXsWtPYq0vyYof8ju", Password },
            { "$2y$04$CCCCCCCCCCCCCCCCCCCCC.vdP3vHdyuA/WcFFNfxzGuO0lIqfsNAy", Password },
            { "$2y$05$abcdefghijklmnopqrstuuSNKBdtznfYYCrrOa/xY5y/.6U93XTAi", Unicode },
            // The salt's last four bits are not zero, as some programs leave them.
            { "$2b$04$abcdefghijklmnopqrstuvSFcoEmu/lJ/dHWDzQsuW3h.N1Qcyt1e", Password },
            // Drepper's SHA-crypt.txt.
            { "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", "Hello world!" },
            { "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA", "Hello world!" },
            { "$5$rounds=1400$anotherlongsalts$Rx.j8H.h8HjEDGomFU8bDkXm3XIUnzyxf12oP84Bnq1", Longer },
            { "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1", "Hello world!" },
            {
                "$6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1",
                Longer
            },
            // openssl passwd 3.0, and libxcrypt.
            { "$5$opensslsalt$alOU/IBMPuRvXDlEI5fvYU6QcLVb3CDY9wbk1TlRDOD", Password },
            { "$6$opensslsalt$ZmVn.iBmJb90/qICHRdX43OzngWi/tvaTMMwihQg8OJggHb7ohSDUA8LitoYtAyxgihS4lOBvPW/IGxgCWuCD0", Password },
            { "$6$rounds=1000$x$1NEan0Ijf.QJ6xv6ej94iRf/nlhcej83v7xrnzgFXr9g.l6A1IihkpWOAZjo6pv.05fNYA6SSWNC0Mp2cBLe4/", Unicode },
            {
                "{CRYPT}$6$rounds=1000$saltstring$ESyPy5bZ6K/mvfvHk7V8KUSBf6Dbe3rsXivzu52dAQgpFnAagow1rlb.asqfrFHcC30irpDM86PtmbT7kuWF0/",
                Password
            },
            { "{crypt}$2b$04$CCCCCCCCCCCCCCCCCCCCC.vdP3vHdyuA/WcFFNfxzGuO0lIqfsNAy", Password },
            // passlib's tests.
            { "$pbkdf2$1212$OB.dtnSEXZK8U5cgxU/GYQ$y5LKPOplRmok7CZp/aqVDVg8zGI", "password" },
            { "$pbkdf2-sha256$1212$4vjV83LKPjQzk31VI4E0Vw$hsYF68OiOUPdDZ1Fg.fJPeq1h/gXXY7acBp9/6c.tmQ", "password" },
            { "pbkdf2_sha1$10000$wz5B6WkasRoF$atJmJ1o+XfJxKq1+Nu1f1i57Z5I=", "not a password" },
            // Django's tests.
            { "pbkdf2_sha256$180000$seasalt$gH56uAM9k5UGHuCzAYqLtJQ7AFgnXEZ4LMzt71ldHoc=", "lètmein" },
            // RFC 6070: "password", "salt", 4,096 rounds.
            { "$pbkdf2-sha1$i=4096,l=20$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE", "password" },
            // Python's hashlib.
            {
                "$pbkdf2-sha512$1000$MDEyMzQ1Njc4OWFiY2RlZg$5Ng7mo6YYW8xMXbyXhpV7HiZIly6hzV9rfQWELrMWxT0A2h9TTjZ3Rkz813WIj3FJTDS3aBcdzdyOLYCPUZCOQ",
                Password
            },
            { "$pbkdf2-sha256$i=1000,l=32$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ+gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", Password },
            {
                "pbkdf2_sha512$1000$saltOfDjango12$eGiJSXZOVwM+E3T4W7nq++m9uSPPZGWKDPOfsGiW4av3TqXirCJBEqbC6TID9g7ik45Jq7ebzIDqj5IUG0Bx3Q==",
                Password
            },
            { "{PBKDF2-SHA1}1000$MDEyMzQ1Njc4OWFiY2RlZg$EStiGxIXfJowZXTAqRRdKyFA7u8", Password },
            { "{PBKDF2-SHA256}1000$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ.gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", Password },
            {
                "{pbkdf2-sha512}1000$MDEyMzQ1Njc4OWFiY2RlZg$5Ng7mo6YYW8xMXbyXhpV7HiZIly6hzV9rfQWELrMWxT0A2h9TTjZ3Rkz813WIj3FJTDS3aBcdzdyOLYCPUZCOQ",
                Password
            },
            { "AQAAAAEAAAPoAAAAEDAxMjM0NTY3ODlhYmNkZWYYN87cMn6BzUHuTeLvDeXCiHpa1UCxaNVGrv21iA2v3Q==", Password },
            { "AQAAAAIAAAPoAAAAEDAxMjM0NTY3ODlhYmNkZWbk2DuajphhbzExdvJeGlXseJkiXLqHNX2t9BYQusxbFA==", Password },
            { "ADAxMjM0NTY3ODlhYmNkZWYRK2IbEhd8mjBldMCpFF0rIUDu75YH+oE8ysMsBnfvMg==", Password },
            { "{SSHA}fy0r2+yx1hrn+eXtxiYDB8wNCM5zYWx0c2FsdA==", Password },
            { "{SSHA256}e33To8bmJ17gaf5Nglnf9rwy8j/kHaGwXJW5Anem6R5zYWx0c2FsdA==", Password },
            { "{SSHA384}q9AInDedGsqiY6ioAMIIWHkdUouU2251Tt4uU0HRl7Q8JZKOPXF61Pc2aA1iIdWcc2FsdHNhbHQ=", Password },
            { "{SSHA512}Jv7rUO/ATm4MyUS3FgPV2hwrCe2w+/oR7Mde2FU9F+N8ibBPt3gRTvZkL1tOBNlhim6ZyafsNDi8oJluWvnc53NhbHRzYWx0", Password },
        };
}
