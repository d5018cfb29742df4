using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Events;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.Service;
using Dcmon.Agent.Settings;
using Dcmon.Agent.Spool;
using Dcmon.Agent.State;
using Dcmon.Agent.Timing;
using Dcmon.Agent.Tools;
using Dcmon.Agent.Uplink;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Dcmon.Agent.Hosting;

/// <summary>What the agent is made of, a method a feature.</summary>
internal static class ServiceRegistration
{
    /// <summary>Logs on stderr; stdout belongs to the output of commands.</summary>
    public static IServiceCollection AddAgentLogging(this IServiceCollection services, LogSettings settings) =>
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(settings.Level);
            logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            if (settings.Format == LogFormat.Json) logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"));
            else logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ "));
        });

    /// <summary>What runs programs.</summary>
    public static IServiceCollection AddTools(this IServiceCollection services, AgentSettings settings) => services
        .AddSingleton(settings.Tools)
        .AddSingleton<ToolRunner>();

    /// <summary>The figures.</summary>
    public static IServiceCollection AddCollectors(this IServiceCollection services, AgentSettings settings) => services
        .AddTools(settings)
        .AddSingleton(new Roots(settings.Collect.ProcRoot, settings.Collect.SysRoot, settings.Collect.EtcRoot))
        .AddSingleton<EventQueue>()
        .AddSingleton<ProcessTableSlot>()
        .AddSingleton<ServerClock>()
        .AddSingleton<CollectorParts>()
        .AddSingleton(each => each.GetRequiredService<CollectorParts>().Events)
        .AddSingleton(each => CollectorList.Make(each.GetRequiredService<CollectorParts>(), settings.Collect))
        .AddSingleton(each => new CollectorSet(
            each.GetRequiredService<INamedCollector[]>(),
            each.GetRequiredService<TimeProvider>(), each.GetRequiredService<ILoggerFactory>(), each.GetRequiredService<EventQueue>()));

    /// <summary>What is remembered across restarts; nothing where there is no directory.</summary>
    public static IServiceCollection AddStateFiles(this IServiceCollection services, string? directory) =>
        services.AddSingleton(_ => new StateFiles(directory));

    /// <summary>Reports on disk.</summary>
    public static IServiceCollection AddSpool(this IServiceCollection services, AgentSettings settings) => services
        .AddSingleton(each => new ReportSpool(
            Path.Combine(settings.State, "spool"), settings.Spool, each.GetRequiredService<TimeProvider>(), each.GetRequiredService<Random>(),
            each.GetRequiredService<ILogger<ReportSpool>>()))
        .AddSingleton<ISpoolCounts>(each => each.GetRequiredService<ReportSpool>());

    /// <summary>Who the agent is, and the renewal of it.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, AgentSettings settings) => services
        .AddSingleton(new IdentityDirectory(settings.State))
        .AddSingleton(each => new CurrentIdentity(each.GetRequiredService<IdentityDirectory>().Load()))
        .AddHostedService<RenewalService>();

    /// <summary>The way to the server.</summary>
    public static IServiceCollection AddUplink(this IServiceCollection services, AgentSettings settings) => services
        .AddSingleton(settings.Uplink)
        .AddSingleton(each =>
            new ServerChoice([.. settings.Uplink.Servers.Select(server => new Uri(server))], each.GetRequiredService<TimeProvider>()))
        .AddSingleton(each => Dialing.Of(
            settings.Uplink, settings.State, each.GetRequiredService<ToolRunner>(),
            new KillGroup(each.GetRequiredService<ILogger<KillGroup>>())))
        .AddSingleton(each => new GatewayClientFactory(
            each.GetRequiredService<ServerChoice>(), each.GetRequiredService<Dialing>(), settings.Uplink.Timeout,
            each.GetRequiredService<TimeProvider>()))
        .AddSingleton<LiveReports>()
        .AddSingleton(each => new FactsFeed(
            new FactsReader(each.GetRequiredService<Roots>()).Read,
            new FactsSources(
                [new CollectorFactsSource(each.GetRequiredService<CollectorSet>()),
                    .. each.GetRequiredService<INamedCollector[]>().OfType<IFactsSource>()],
                each.GetRequiredService<ILogger<FactsSources>>()),
            settings.Uplink.FactsInterval, each.GetRequiredService<TimeProvider>()))
        .AddSingleton<ReportSender>()
        .AddSingleton<UplinkService>()
        .AddHostedService(each => each.GetRequiredService<UplinkService>());

    /// <summary>Notifications of the service manager, and <c>dcmon-agent status</c>.</summary>
    public static IServiceCollection AddServiceManagement(
        this IServiceCollection services, AgentSettings settings, NotifySocket manager) => services
        .AddSingleton<ReportHeartbeat>()
        .AddSingleton<StatusReader>()
        .AddHostedService(each => new ServiceNotifier(
            manager, WatchdogTime.OfThisProcess(), each.GetRequiredService<ReportHeartbeat>(), each.GetRequiredService<ReportSchedule>(),
            each.GetRequiredService<StatusReader>().Summary, each.GetRequiredService<TimeProvider>()))
        .AddHostedService<MemoryTrimming>()
        .AddHostedService(each => new StatusServer(
            each.GetRequiredService<StatusReader>(), StatusSocket.ListenPath(settings, Environment.GetEnvironmentVariable("RUNTIME_DIRECTORY")),
            each.GetRequiredService<TimeProvider>(), each.GetRequiredService<ILogger<StatusServer>>()));

    /// <summary>The loop that makes reports.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services, AgentSettings settings, double phase) => services
        .AddSingleton(each => new ReportSchedule(settings.Interval, each.GetRequiredService<TimeProvider>(), phase))
        .AddSingleton<ExtrasMaker>()
        .AddSingleton<EventReceipts>()
        .AddSingleton<LifecycleEvents>()
        .AddSingleton(each => new ReportMaker(
            each.GetRequiredService<CollectorSet>(), each.GetRequiredService<ExtrasMaker>(), each.GetRequiredService<ReportSpool>(),
            each.GetRequiredService<EventReceipts>(), settings.Collect.Timeout,
            each.GetRequiredService<TimeProvider>(), each.GetRequiredService<ILogger<ReportMaker>>()))
        .AddHostedService<ReportLoop>();
}
