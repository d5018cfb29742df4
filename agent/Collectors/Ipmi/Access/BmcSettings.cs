using Dcmon.Settings;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>The section <c>collect.ipmi.bmcs.NAME</c>: a BMC that is reached over the network.</summary>
public sealed record BmcSettings : SettingsSection
{
    private static readonly string[] Privileges = ["callback", "user", "operator", "administrator"];

    /// <summary>Host name or IP address of the BMC. Required.</summary>
    public string Address { get; init; } = "";

    /// <summary>UDP port, 1 to 65535.</summary>
    public int Port { get; init; } = 623;

    /// <summary>User name, at most 16 characters; empty: the anonymous user.</summary>
    public string User { get; init; } = "";

    /// <summary>
    /// File whose first line is the password, at most 20 bytes; must not be readable by everybody. An absolute path.
    /// Required.
    /// </summary>
    public string PasswordFile { get; init; } = "";

    /// <summary>IPMI cipher suite, 0 to 17. 17 needs a BMC of 2015 or later, 3 is for older ones.</summary>
    public int CipherSuite { get; init; } = 17;

    /// <summary>Privilege level: <c>callback</c>, <c>user</c>, <c>operator</c> or <c>administrator</c>. <c>user</c> can
    /// read sensors; boards require
    /// <c>operator</c> or <c>administrator</c> for fan modes.</summary>
    public string Privilege { get; init; } = "user";

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Address.Length == 0) yield return ("address", "must be the host name or IP address of a BMC.");
        if (Address.StartsWith('-')) yield return ("address", "must not begin with a hyphen.");
        if (Port is < 1 or > 65_535) yield return ("port", "must be from 1 to 65535.");
        if (User.Length > 16) yield return ("user", "must have at most 16 characters.");
        if (!Path.IsPathFullyQualified(PasswordFile)) yield return ("password_file", "must be the absolute path of a file with the password.");
        if (CipherSuite is < 0 or > 17) yield return ("cipher_suite", "must be from 0 to 17.");
        if (!Privileges.Contains(Privilege)) yield return ("privilege", $"must be one of: {string.Join(", ", Privileges)}.");
    }
}
