namespace Dcmon.EndToEnd.Browser;

/// <summary>The dashboard's pages, for whoever looks at each.</summary>
internal static class Pages
{
    /// <summary>What each is called, its address, and what is there once it shows something.</summary>
    /// <param name="machine">A machine with GPUs.</param>
    public static (string Name, string Path, string Ready)[] All(string machine) =>
    [
        ("fleet", "/", "tr[data-client]"),
        ("machine", $"/machines/{machine}", "machine-view"),
    ];
}
