namespace Dcmon.Web.Security;

/// <summary>Where the server's certificates are, and whom they name.</summary>
/// <param name="Directory">The directory of the CA's and the server's own key and certificate.</param>
/// <param name="Names">Host names and addresses of this server, beside those that every server has.</param>
/// <param name="Certificate">PEM file of the owner's certificate for browsers; empty: the server's own.</param>
/// <param name="Key">PEM file of its key.</param>
public sealed record CertificateSettings(string Directory, IReadOnlyList<string> Names, string Certificate, string Key);
