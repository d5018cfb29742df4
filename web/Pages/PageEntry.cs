namespace Dcmon.Web.Pages;

/// <summary>An entry of the bundle as it is served today.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Imports">Addresses of the scripts that it imports.</param>
internal sealed record PageEntry(string Path, IReadOnlyList<string> Imports);
