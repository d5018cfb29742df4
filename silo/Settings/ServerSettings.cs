using System.Net;
using Dcmon.Settings;

namespace Dcmon.Silo.Settings;

/// <summary>Everything in <c>dcmon.yaml</c>. Every key is optional.</summary>
public sealed record ServerSettings : SettingsSection
{
    /// <summary>Where everything is kept: databases, the certificate authority, keys; <c>/var/lib/dcmon</c>.</summary>
    public string Data { get; init; } = "/var/lib/dcmon";

    /// <summary>Address to listen on, for browsers and agents; <c>0.0.0.0</c>, every address of this machine.</summary>
    public string Address { get; init; } = "0.0.0.0";

    /// <summary>Port for browsers and API; 8443. 0 takes any free one.</summary>
    public int Port { get; init; } = 8443;

    /// <summary>Port for agents; the browsers' port + 1.</summary>
    public int? AgentPort { get; init; }

    /// <summary>Where the grains run: <c>local</c>, in this process, or <c>remote</c>, in a cluster of dcmon-silo.</summary>
    public SiloPlace Silo { get; init; } = SiloPlace.Local;

    /// <summary>The server's own names and certificate.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>What agents are told to do.</summary>
    public AgentsSettings Agents { get; init; } = new();

    /// <summary>
    /// Where series are kept: empty, in the data directory (SQLite); otherwise a connection string of PostgreSQL, such as
    /// <c>Host=db.example.org;Database=dcmon;Username=dcmon</c>. Several silos need PostgreSQL.
    /// </summary>
    public string SeriesDatabase { get; init; } = "";

    /// <summary>A file with the connection string, in place of <see cref="SeriesDatabase"/>: a password belongs on no command line.</summary>
    public string SeriesDatabaseFile { get; init; } = "";

    /// <summary>How long series are kept.</summary>
    public RetentionSettings Retention { get; init; } = new();

    /// <summary>The cluster, for the Orleans runtime.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>A file in the data directory.</summary>
    public string DataFile(string name) => Path.Combine(Data, name);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Data.Length == 0) yield return ("data", "must not be empty.");
        if (!IPAddress.TryParse(Address, out _)) yield return ("address", "must be an IP address, such as 0.0.0.0 or 127.0.0.1.");
        if (Port is < 0 or > 65534) yield return ("port", "must be from 0 to 65534.");
        if (AgentPort is < 0 or > 65535) yield return ("agent_port", "must be from 0 to 65535.");
        if (SeriesDatabase.Length > 0 && SeriesDatabaseFile.Length > 0) yield return ("series_database_file", "and series_database must not both be given.");
        if (Port != 0 && AgentPort == Port) yield return ("agent_port", "must differ from port.");
    }
}

/// <summary>Where the grains run.</summary>
public enum SiloPlace
{
    /// <summary>In this process.</summary>
    Local = 0,

    /// <summary>In a cluster that this process calls.</summary>
    Remote = 1,
}

/// <summary>The section <c>tls</c>.</summary>
public sealed record TlsSettings : SettingsSection
{
    /// <summary>Names and addresses by which browsers and agents reach the server, beside its host name and localhost.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Certificate chain for browsers, PEM; empty: one of the server's own CA.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>Its private key, PEM.</summary>
    public string Key { get; init; } = "";

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Certificate.Length > 0 != Key.Length > 0) yield return ("key", "and certificate must be given together.");
    }
}

/// <summary>The section <c>agents</c>.</summary>
public sealed record AgentsSettings : SettingsSection
{
    /// <summary>How often a machine reports that nobody watches; 10s, from 1s to 1h. Three missed intervals are offline.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an agent's certificate is good for; 90d. It renews itself at two thirds of it.</summary>
    public TimeSpan CertificateLifetime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Different series that one machine may report within two hours; 20000. Reports with more are refused.</summary>
    public int MaxSeries { get; init; } = 20_000;

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (MaxSeries is < 100 or > 60_000) yield return ("max_series", "must be from 100 to 60000.");
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromHours(1)) yield return ("interval", "must be from 1s to 1h.");
        if (CertificateLifetime < TimeSpan.FromSeconds(1)) yield return ("certificate_lifetime", "must be at least 1s.");
    }
}

/// <summary>The section <c>cluster</c>: how the processes of a cluster reach each other. dcmon-web with its silo inside opens neither port.</summary>
public sealed record ClusterSettings : SettingsSection
{
    /// <summary>Port on which silos talk to each other; 11111.</summary>
    public int? SiloPort { get; init; }

    /// <summary>Port on which clients of the cluster reach a silo; 30000.</summary>
    public int? GatewayPort { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (SiloPort is < 1 or > 65535) yield return ("silo_port", "must be from 1 to 65535.");
        if (GatewayPort is < 1 or > 65535) yield return ("gateway_port", "must be from 1 to 65535.");
    }
}
