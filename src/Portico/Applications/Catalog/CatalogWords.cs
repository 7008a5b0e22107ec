namespace Portico.Applications.Catalog;

/// <summary>The catalogue's words as people read them.</summary>
public static class CatalogWords
{
    public static string Of(CatalogBasis basis) =>
        basis is CatalogBasis.Tested ? "Tested with the service itself." : "From public documentation, untested.";

    public static string Of(CatalogPasteKind kind) =>
        kind switch
        {
            CatalogPasteKind.EntityId => "entity ID",
            CatalogPasteKind.SignInUrl => "sign-in URL",
            CatalogPasteKind.LogoutUrl => "logout URL",
            CatalogPasteKind.MetadataUrl => "metadata URL",
            CatalogPasteKind.MetadataFile => "metadata",
            CatalogPasteKind.Certificate => "certificate",
            CatalogPasteKind.Sha1Fingerprint => "SHA-1 fingerprint",
            _ => "SHA-256 fingerprint",
        };
}
