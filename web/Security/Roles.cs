namespace Dcmon.Web.Security;

/// <summary>What people may do. Each role may do what the one before it may.</summary>
public static class Roles
{
    /// <summary>Looks.</summary>
    public const string Viewer = "viewer";

    /// <summary>Acts on machines.</summary>
    public const string Operator = "operator";

    /// <summary>Decides who and what belongs here.</summary>
    public const string Admin = "admin";
}
