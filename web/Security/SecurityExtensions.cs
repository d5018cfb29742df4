namespace Dcmon.Web.Security;

/// <summary>Certificates, and bounds on what one address can try.</summary>
public static class SecurityExtensions
{
    /// <summary>Registers both.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services, CertificateSettings certificates) => services
        .AddSingleton(certificates)
        .AddSingleton(provider => CertificateAuthority.Open(certificates.Directory, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ServerCertificates>()
        .AddRateLimits();
}
