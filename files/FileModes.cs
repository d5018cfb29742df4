namespace Dcmon.Files;

/// <summary>Permissions of files and directories that hold secrets or state.</summary>
public static class FileModes
{
    /// <summary>0600: only the owner may read and write the file.</summary>
    public const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>0700: only the owner may list and enter the directory.</summary>
    public const UnixFileMode PrivateDirectory = PrivateFile | UnixFileMode.UserExecute;

    /// <summary>0644: everybody may read the file, its owner may write it.</summary>
    public const UnixFileMode PublicFile = PrivateFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
}
