using System.ComponentModel.DataAnnotations;

namespace Portico.Platform.Http.Outbound;

/// <summary>What Portico fetches from addresses that people type (section Portico:Outbound).</summary>
public sealed class OutboundOptions : IValidatableObject
{
    public const string Section = "Portico:Outbound";

    /// <summary>Host names, addresses and networks (CIDR) that may be reached although they are private, and without TLS.</summary>
    public IList<string> Allowed { get; } = [];

    /// <summary>How long one document may take, redirects included.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from entry in Allowed
        where TrustedProxies.Read(entry) is null && Uri.CheckHostName(entry) is not UriHostNameType.Dns
        select new ValidationResult(
            $"Portico__Outbound__Allowed names \"{entry}\", which is neither a host name nor an address nor a network such as 10.0.0.0/8."
        );
}
