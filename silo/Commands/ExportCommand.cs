using System.CommandLine;
using System.Text;
using Dcmon.Queries.Selection;
using Dcmon.Settings;
using Dcmon.TimeSeries.Export;
using Dcmon.TimeSeries.Sqlite;

namespace Dcmon.Silo.Commands;

/// <summary><c>export</c>.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Format = new("--format")
    {
        Description = "csv: time,client,metric,labels,value; prometheus: text format with timestamps.",
        DefaultValueFactory = _ => "csv",
    };

    private static readonly Option<string> Match = new("--match")
    {
        Description = "Which series, such as 'load1' or '{__name__=~\"disk_.*\",device=\"sda\"}'; default: all.",
        DefaultValueFactory = _ => "{}",
    };

    private static readonly Option<string?> From = new("--from")
    {
        Description = "Samples after this time: RFC 3339, Unix seconds or milliseconds, or such as -1d.",
    };

    private static readonly Option<string?> To = new("--to") { Description = "Samples up to and including this time." };

    private static readonly Option<string?> Client = new("--client") { Description = "Only of this machine; its id." };

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandSettings settings)
    {
        Format.AcceptOnlyFromAmong("csv", "prometheus");
        var command = new Command("export",
            "Writes raw samples to stdout, also while the server runs. Roll-ups are not exported.")
        {
            Format, Match, From, To, Client,
        };
        settings.Run(command, (server, line, cancel) =>
        {
            var what = Selection(line);
            using var archive = SqliteSeries.OpenArchive(server.DataFile("series.db"));
            using var text = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
            SampleFormat format = line.GetValue(Format) == "prometheus"
                ? new PrometheusFormat(text)
                : new CsvFormat(text);
            var damaged = 0;
            archive.Export(what, format, line =>
            {
                damaged++;
                CommandSettings.Say(line);
            }, cancel);
            return damaged == 0;
        });
        return command;
    }

    private static ExportSelection Selection(ParseResult line)
    {
        try
        {
            return new ExportSelection(
                SeriesSelector.Parse(line.GetValue(Match)!), line.GetValue(Client),
                Time(line, From) ?? long.MinValue, Time(line, To) ?? long.MaxValue);
        }
        catch (SelectorException malformed)
        {
            throw new SettingsException([$"--match {line.GetValue(Match)}: {malformed.Message}"]);
        }
    }

    private static long? Time(ParseResult line, Option<string?> option)
    {
        if (line.GetValue(option) is not { } text) return null;
        return TimeText.TryReadInstant(text, TimeProvider.System.GetUtcNow(), out var instant)
            ? instant
            : throw new SettingsException(
                [$"{option.Name} {text}: write a time such as 2026-01-31T12:00:00Z, 1767225600 or -1d."]);
    }
}
