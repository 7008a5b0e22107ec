using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Portico.Platform.Mail;

/// <summary>Trusts what the machine trusts, and besides that what the given authorities have signed. Never another name's certificate.</summary>
internal sealed class ServerCertificateCheck(string? authorityPath)
{
    /// <summary>What was wrong with the last certificate that was refused, for the operator.</summary>
    public string? LastProblem { get; private set; }

    public bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsSignedByOurs(certificate, chain))
        {
            return true;
        }

        LastProblem = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? "the server's certificate is for another name"
            : "the server's certificate is not trusted";
        return false;
    }

    private bool IsSignedByOurs(X509Certificate? certificate, X509Chain? presented)
    {
        if (authorityPath is null || certificate is not X509Certificate2 server)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1", "Server Authentication"));
        // Read anew each time, so that an exchanged file works without a restart.
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authorityPath);
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(server);
    }
}
