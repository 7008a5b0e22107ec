using Microsoft.Extensions.DependencyInjection.Extensions;
using Portico.Platform.Access;
using Portico.Platform.Mail;

namespace Portico.Platform.Operations;

/// <summary>Registers every operation of the product, and the runner that is their only way in.</summary>
public static class OperationRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddValidation();
        services.AddScoped<Caller>();
        services.AddScoped<OperationRunner>();
        services.AddScoped<RequestValidation>();
        services.AddSingleton<Outbox>();
        services.TryAddSingleton(TimeProvider.System);
        foreach (var operation in All)
        {
            services.AddScoped(operation);
        }

        return services;
    }

    /// <summary>Every operation class of the product.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. typeof(OperationRegistration).Assembly.GetTypes().Where(IsOperation)];

    private static bool IsOperation(Type type)
    {
        if (type.IsAbstract)
        {
            return false;
        }

        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (
                ancestor.IsGenericType
                && ancestor.GetGenericTypeDefinition() is var open
                && (open == typeof(Operation<,>) || open == typeof(AccountOperation<,>))
            )
            {
                return true;
            }
        }

        return false;
    }
}
