using System.Text.RegularExpressions;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// Reads the answer of <c>smartctl --scan -j</c>, which finds drives behind RAID controllers. All others have block
/// devices, which say more.
/// </summary>
internal static partial class SmartctlScan
{
    /// <summary>More than any controller has; a list that is longer is broken.</summary>
    private const int MostMembers = 256;

    /// <summary>The drives behind controllers.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    public static IReadOnlyList<DriveAddress> Parse(ReadOnlyMemory<byte> json)
    {
        using var document = SmartctlParser.Document(json, "smartctl");
        return
        [
            .. document.RootElement.At("devices").Items()
                .Select(each => (Path: each.At("name").Text(), Type: each.At("type").Text()))
                .Where(each => each is { Path: not null, Type: not null } && Paths().IsMatch(each.Path) && Members().IsMatch(each.Type))
                .Select(each => new DriveAddress($"{each.Path!["/dev/".Length..]}/{each.Type}", each.Path, each.Type))
                .Distinct()
                .Take(MostMembers),
        ];
    }

    // Both become arguments of a program: nothing that could be an option, or lead elsewhere.
    [GeneratedRegex(@"^/dev/[A-Za-z0-9_]+(/[A-Za-z0-9_]+)*\z")]
    private static partial Regex Paths();

    // megaraid,5 and sat+megaraid,5, cciss,0, areca,1/2: behind a controller is what has a number.
    [GeneratedRegex(@"^[a-z0-9_]+(\+[a-z0-9_]+)?,[0-9]+(/[0-9]+)?\z")]
    private static partial Regex Members();
}
