using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Portico.Platform.Storage;

namespace Portico.Platform.Secrets;

/// <summary>
/// The keys that protect cookies, forms and sealed values: kept in the store, encrypted with a certificate that lies outside it,
/// so that a copy of the database alone opens nothing.
/// </summary>
public static class KeyRing
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services, PorticoOptions options)
    {
        services.AddScoped(provider => provider.GetRequiredService<Store>().OpenCredentials());
        // Before data protection's own start, which makes a new key when it can open none.
        services.AddHostedService<KeyRingWarmth>();
        services
            .AddDataProtection()
            .SetApplicationName("Portico")
            .PersistKeysToDbContext<CredentialDb>()
            .ProtectKeysWithCertificate(CertificateOf(options))
            // Keys from before the certificate was exchanged stay readable while the old file lies beside the new one.
            .UnprotectKeysWithAnyCertificate(FormerCertificates(options));
        return services;
    }

    /// <summary>The certificate's file.</summary>
    public static string PathOf(PorticoOptions options) => options.KeyCertificatePath ?? Path.Combine(options.DataDirectory, "keys.pfx");

    private static X509Certificate2 CertificateOf(PorticoOptions options)
    {
        var path = PathOf(options);
        if (!File.Exists(path))
        {
            if (options.KeyCertificatePath is not null)
            {
                throw new OperatorException($"Portico__KeyCertificatePath names {path}, which does not exist.");
            }

            Make(path, options.KeyCertificatePassword);
        }

        return Load(path, options);
    }

    private static X509Certificate2 Load(string path, PorticoOptions options)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, options.KeyCertificatePassword, X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException problem)
        {
            throw new OperatorException($"{path} does not open with Portico__KeyCertificatePassword. {problem.Message}", problem);
        }
    }

    private static X509Certificate2[] FormerCertificates(PorticoOptions options)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(PathOf(options)))!;
        return [.. from file in Directory.EnumerateFiles(folder, "keys-old*.pfx") select Load(file, options)];
    }

    private static void Make(string path, string? password)
    {
        OwnerOnly.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=Portico data protection", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // It only wraps keys; no one checks its dates, so it may outlive every installation.
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var file = OwnerOnly.MakeFile(path);
        file.Write(certificate.Export(X509ContentType.Pkcs12, password));
    }
}
