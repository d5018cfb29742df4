using System.Net;
using Dcmon.Settings;

namespace Dcmon.Silo.Settings;

/// <summary>Everything in <c>dcmon.yaml</c>. Every key is optional.</summary>
public sealed record ServerSettings : SettingsSection
{
    /// <summary>
    /// The data directory: databases, the certificate authority, keys. One process uses it at a time.
    /// </summary>
    public string Data { get; init; } = "/var/lib/dcmon";

    /// <summary>
    /// IP address to listen on, for browsers and agents. <c>0.0.0.0</c> is every address of this machine.
    /// </summary>
    public string Address { get; init; } = "0.0.0.0";

    /// <summary>
    /// TCP port of dashboard and API, 0 to 65534; 0 takes any free one. dcmon-silo answers <c>/healthz</c> and
    /// <c>/metrics</c> on it,
    /// on loopback.
    /// </summary>
    public int Port { get; init; } = 8443;

    /// <summary>TCP port for agents, 0 to 65535. Not set: <see cref="Port"/> + 1.</summary>
    public int? AgentPort { get; init; }

    /// <summary>Where dcmon-web has its grains.</summary>
    public SiloPlace Silo { get; init; } = SiloPlace.Local;

    /// <summary>The server's names, and its certificate for browsers.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>What the server asks of agents.</summary>
    public AgentsSettings Agents { get; init; } = new();

    /// <summary>
    /// A PostgreSQL connection string, such as <c>Host=db.example.org;Database=dcmon;Username=dcmon</c>, to store
    /// series there. Empty:
    /// in SQLite, in the data directory. Several silos need PostgreSQL.
    /// </summary>
    public string SeriesDatabase { get; init; } = "";

    /// <summary>
    /// A file that holds the connection string, in place of <see cref="SeriesDatabase"/>: a command line is no place
    /// for a password.
    /// </summary>
    public string SeriesDatabaseFile { get; init; } = "";

    /// <summary>
    /// How long series, events and process tables are kept. What is set in the dashboard takes precedence.
    /// </summary>
    public RetentionSettings Retention { get; init; } = new();

    /// <summary>
    /// Ports on loopback between dcmon-silo and <c>dcmon-web --silo remote</c>. A dcmon-web with its own silo opens
    /// neither.
    /// </summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>The path of a file in the data directory.</summary>
    public string DataFile(string name) => Path.Combine(Data, name);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Data.Length == 0) yield return ("data", "must not be empty.");
        if (!IPAddress.TryParse(Address, out _))
            yield return ("address", "must be an IP address, such as 0.0.0.0 or 127.0.0.1.");
        if (Port is < 0 or > 65534) yield return ("port", "must be from 0 to 65534.");
        if (AgentPort is < 0 or > 65535) yield return ("agent_port", "must be from 0 to 65535.");
        if (SeriesDatabase.Length > 0 && SeriesDatabaseFile.Length > 0)
            yield return ("series_database_file", "and series_database must not both be given.");
        if (Port != 0 && AgentPort == Port) yield return ("agent_port", "must differ from port.");
    }
}

/// <summary>Where the grains run.</summary>
public enum SiloPlace
{
    /// <summary>In this process.</summary>
    Local = 0,

    /// <summary>In a dcmon-silo of this machine.</summary>
    Remote = 1,
}

/// <summary>The section <c>tls</c>.</summary>
public sealed record TlsSettings : SettingsSection
{
    /// <summary>
    /// DNS names and IP addresses of the server for its certificates, beside its host name and localhost.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>
    /// PEM file with the certificate chain for browsers. Empty: a certificate issued by the server's own CA.
    /// </summary>
    public string Certificate { get; init; } = "";

    /// <summary>PEM file with the private key of <see cref="Certificate"/>.</summary>
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
    /// <summary>
    /// How often a machine reports while nobody watches it, 1s to 1h. One that has been silent for three intervals is
    /// offline.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an agent's certificate is valid, at least 1s. The agent renews it after two thirds of that time.
    /// </summary>
    public TimeSpan CertificateLifetime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Most distinct series of one machine within two hours, 100 to 60000. Reports that exceed it are refused.
    /// </summary>
    public int MaxSeries { get; init; } = 20_000;

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (MaxSeries is < 100 or > 60_000) yield return ("max_series", "must be from 100 to 60000.");
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromHours(1))
            yield return ("interval", "must be from 1s to 1h.");
        if (CertificateLifetime < TimeSpan.FromSeconds(1))
            yield return ("certificate_lifetime", "must be at least 1s.");
    }
}

/// <summary>
/// The section <c>cluster</c>: how a silo and its clients reach each other. A dcmon-web with its own silo opens neither
/// port.
/// </summary>
public sealed record ClusterSettings : SettingsSection
{
    /// <summary>TCP port between silos, 1 to 65535. Not set: 11111.</summary>
    public int? SiloPort { get; init; }

    /// <summary>TCP port on which dcmon-web reaches the silo, 1 to 65535. Not set: 30000.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>
    /// PEM file with the key and certificate that every process of the cluster has, and that lets a process in. Empty: <c>cluster.pem</c>
    /// in the data directory, which dcmon-silo makes; <c>dcmon-web --silo remote</c> needs the silo's.
    /// </summary>
    public string KeyFile { get; init; } = "";

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (SiloPort is < 1 or > 65535) yield return ("silo_port", "must be from 1 to 65535.");
        if (GatewayPort is < 1 or > 65535) yield return ("gateway_port", "must be from 1 to 65535.");
    }
}
