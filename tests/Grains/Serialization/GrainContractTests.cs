using System.Reflection;

namespace Dcmon.Grains.Tests.Serialization;

/// <summary>Names and numbers that two versions side by side agree on.</summary>
public class GrainContractTests
{
    public static TheoryData<Type> Interfaces => [.. GrainContract.Interfaces];

    public static TheoryData<Type> Records => [.. GrainContract.Records.Where(type => !type.IsEnum)];

    [Fact]
    public void Aliases_OfInterfacesAndRecords_AreThereAndDiffer()
    {
        var aliases = GrainContract.Interfaces.Concat(GrainContract.Records).Select(AliasOf).ToList();
        Assert.NotEmpty(aliases);
        Assert.All(aliases, Assert.NotNull);
        Assert.Equal(aliases.Count, aliases.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Methods_EachHasAnAliasOfItsOwn(Type grain)
    {
        var methods = grain.GetMethods();
        Assert.All(methods, method => Assert.NotNull(AliasOf(method)));
        Assert.Equal(methods.Length, methods.DistinctBy(AliasOf).Count());
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Fields_EachHasAnIdOfItsOwn(Type record)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        // What is stored in a record: its fields, and properties by the field behind them.
        var ids = record.GetFields(all | BindingFlags.DeclaredOnly)
            .Select(field => (field.Name, Id: IdOf(record.GetProperty(PropertyOf(field), all) ?? (MemberInfo)field)))
            .ToList();
        Assert.NotEmpty(ids);
        Assert.All(ids, each => Assert.True(each.Id is not null, $"{record.Name}.{each.Name} has no [Id]."));
        Assert.Equal(ids.Count, ids.DistinctBy(each => each.Id).Count());
    }

    [Fact]
    public void Signatures_NameNothingThatCannotTravel()
    {
        var travelling = GrainContract.Records.Concat(GrainContract.Converted).ToHashSet();
        var others = GrainContract.InSignatures.SelectMany(type => GrainContract.Within(type))
            .Where(type => !travelling.Contains(type) && !(type.IsEnum && AliasOf(type) is not null));
        Assert.Empty(others);
    }

    private static string PropertyOf(FieldInfo field) =>
        field.Name.Split('<', '>') is ["", var name, _] ? name : field.Name;

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    private static uint? IdOf(MemberInfo member) => member.GetCustomAttribute<IdAttribute>()?.Id;
}
