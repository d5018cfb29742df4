using System.Globalization;

namespace Dcmon.Agent.Uplink;

/// <summary>The host that an SSH tunnel goes through, written as <c>ssh://USER@HOST:PORT</c>.</summary>
/// <param name="User">Whom to log in as.</param>
/// <param name="Host">Name or address, an IPv6 address without brackets.</param>
/// <param name="Port">22, if left out.</param>
internal sealed record SshTarget(string User, string Host, int Port)
{
    private const int UsualPort = 22;

    /// <summary>What known_hosts calls it.</summary>
    public string KnownHost => Port == UsualPort ? Host : string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}");

    /// <summary>Reads the address of a host; null where it is none.</summary>
    public static SshTarget? TryParse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != "ssh" || url.PathAndQuery is not ("" or "/") || url.Fragment != "") return null;
        // Neither may look like an option of ssh.
        var isUser = url.UserInfo.Length > 0 && url.UserInfo[0] != '-'
            && url.UserInfo.All(each => char.IsAsciiLetterOrDigit(each) || each is '.' or '_' or '-');
        var host = url.IdnHost;
        return isUser && host.Length > 0 && host[0] != '-' ? new SshTarget(url.UserInfo, host, url.Port > 0 ? url.Port : UsualPort) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ssh://{User}@{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}");
}
