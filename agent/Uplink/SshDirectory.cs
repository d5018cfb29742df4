using Dcmon.Agent.Tools;
using Dcmon.Files;

namespace Dcmon.Agent.Uplink;

/// <summary>The tunnel's own key and known hosts, in <c>ssh</c> of the state directory (mode 0700).</summary>
internal sealed class SshDirectory(string state)
{
    /// <summary>The private key (Ed25519).</summary>
    public string Key => Path.Combine(Root, "id_ed25519");

    /// <summary>The keys of the host that the tunnel goes through, as OpenSSH writes them.</summary>
    public string KnownHosts => Path.Combine(Root, "known_hosts");

    private string Root => Path.Combine(state, "ssh");

    /// <summary>The public key; a new pair is made where there is none.</summary>
    /// <param name="tools">Runs OpenSSH's ssh-keygen.</param>
    /// <param name="comment">Says whose key it is.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Type, key and comment, as they stand in authorized_keys.</returns>
    /// <exception cref="ToolException">There is no ssh-keygen, or it fails.</exception>
    /// <exception cref="IOException">The directory cannot be used.</exception>
    public async Task<string> PublicKeyAsync(ToolRunner tools, string comment, CancellationToken stop)
    {
        Directory.CreateDirectory(Root, FileModes.PrivateDirectory);
        if (!File.Exists(Key))
        {
            var call = new ToolCall("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", Key], TimeSpan.FromSeconds(30));
            var made = await tools.RunAsync(call, stop);
            if (made.ExitCode != 0) throw new ToolException($"ssh-keygen cannot make {Key}: {made.Error}");
        }

        return (await File.ReadAllTextAsync(Key + ".pub", stop)).Trim();
    }

    /// <summary>Trusts a host by these keys, and no other host.</summary>
    /// <exception cref="FormatException">One is no public key.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Trust(SshTarget target, IEnumerable<string> keys)
    {
        var lines = keys.Select(key => $"{target.KnownHost} {PublicKey(key)}\n").ToArray();
        Directory.CreateDirectory(Root, FileModes.PrivateDirectory);
        AtomicFile.Write(KnownHosts, string.Concat(lines));
    }

    /// <summary>Type and key of a line of a .pub file, of known_hosts, or of ssh-keyscan.</summary>
    private static string PublicKey(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var type = Array.FindIndex(words, each => each.StartsWith("ssh-", StringComparison.Ordinal) || each.StartsWith("ecdsa-", StringComparison.Ordinal));
        if (type is < 0 or > 1 || type + 1 >= words.Length
            || !Convert.TryFromBase64String(words[type + 1], new byte[words[type + 1].Length], out _))
            throw new FormatException("A host key looks like 'ssh-ed25519 AAAA…'; it is in /etc/ssh/ssh_host_ed25519_key.pub of the host that the tunnel goes through.");
        return $"{words[type]} {words[type + 1]}";
    }
}
