namespace Dcmon.Silo.Backups;

/// <summary>A backup could not be made, read or restored; the message says why and what to do.</summary>
public sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);
