namespace Dcmon.Grains.Clients;

/// <summary>
/// Which certificates of a client are accepted. A renewed one replaces the one before when it is first used, not when it is
/// issued: the answer that carried it may have been lost.
/// </summary>
/// <param name="Current">Serial number of the one in use, hexadecimal.</param>
/// <param name="Issued">Serial number of a renewed one that has not been used yet; null where there is none.</param>
public sealed record ClientCertificates(string Current, string? Issued)
{
    /// <summary>Whether a certificate is accepted.</summary>
    /// <param name="serial">Its serial number.</param>
    public bool Accepts(string serial) => serial == Current || serial == Issued;

    /// <summary>With a certificate in use.</summary>
    /// <param name="serial">Serial number of an accepted one.</param>
    public ClientCertificates Use(string serial) => serial == Issued ? new(serial, null) : this;
}
