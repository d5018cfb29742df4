using System.Globalization;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>A BMC that is reached over the network, by IPMI 2.0.</summary>
/// <param name="name">Its name in the settings.</param>
/// <param name="settings">Where it is.</param>
internal sealed class RemoteBmc(string name, BmcSettings settings) : IBmcTarget
{
    /// <summary>
    /// Seconds to wait for an answer, and how often to ask again: ipmitool's own are made for people who wait.
    /// </summary>
    private const string AnswerTimeout = "5", Retries = "1";

    /// <inheritdoc/>
    public string? Name => name;

    /// <inheritdoc/>
    public string Lane => $"ipmitool@{name}";

    /// <inheritdoc/>
    public string? WhyAbsent() => null;

    /// <inheritdoc/>
    public IEnumerable<string> Arguments()
    {
        CheckPasswordFile();
        return
        [
            "-I", "lanplus", "-H", settings.Address, "-p", settings.Port.ToString(CultureInfo.InvariantCulture), "-U", settings.User,
            "-f", settings.PasswordFile,
            // Always named: without it ipmitool asks the BMC for its suites, and many need 10 s to answer.
            "-C", settings.CipherSuite.ToString(CultureInfo.InvariantCulture),
            "-L", settings.Privilege.ToUpperInvariant(), "-N", AnswerTimeout, "-R", Retries,
        ];
    }

    private void CheckPasswordFile()
    {
        var path = settings.PasswordFile;
        if (!File.Exists(path)) throw new ToolException($"the password file {path} is not there");
        if (FilePermissions.WhyNotSecret(path) is { } reason) throw new ToolException($"the password file is not used: {reason}");
    }
}
